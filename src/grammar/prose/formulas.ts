import type { Span } from "../span.js";
import type { BlockWriter } from "./blockWriter.js";

/** `$n$th`, `$x$-th`, `$k$s`: what is written on to a formula is no word of its own. */
const ENDING = /(?:-?(?:st|nd|rd|th)|'?s)(?![A-Za-z])/uy;
const MARK = /[.,;:?!]/u;
const CAPITAL_NEXT = /^\s*\p{Lu}/u;
/** UTF-16 code units after a formula that are looked at. */
const NEAR = 200;

/** One word in its sentence. @returns where it ends, with what is written on to it */
export function cutFormula(writer: BlockWriter, text: string, { start, end }: Span): number {
  ENDING.lastIndex = end;
  const to = end + (ENDING.exec(text)?.[0].length ?? 0);
  writer.cut("opaque", start, to);
  return to;
}

/**
 * A formula on a line of its own: one word as well, with the mark that the sentence has at its end.
 * @param shown where its last character stands that people see
 */
export function cutDisplay(writer: BlockWriter, text: string, { start, end }: Span, shown: number): void {
  if (MARK.test(text[shown] ?? "")) {
    writer.cut("opaque", start, shown);
    writer.cut("markup", shown + 1, end);
    return;
  }
  writer.cut("opaque", start, end);
  // Many formulas have no full stop, but what begins with a capital is a new sentence all the same.
  if (CAPITAL_NEXT.test(text.slice(end, end + NEAR))) writer.next("paragraph", end, end);
}
