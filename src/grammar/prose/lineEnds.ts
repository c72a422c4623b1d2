import type { Span } from "../span.js";
import type { Prose, ProseParser } from "./block.js";

/** Lets a parser that knows only `\n` read any text; the positions it finds become those of the original text. */
export function readWithPlainLineEnds(text: string, read: ProseParser): Prose {
  if (!text.includes("\r")) return read(text);
  const { blocks, comments, ...rest } = read(text.replace(/\r\n?/gu, "\n"));
  const shortened = shortenedBreaks(text);
  const placed = <T extends Span>(span: T): T => ({
    ...span,
    start: span.start + countBefore(span.start, shortened),
    end: span.end + countBefore(span.end, shortened),
  });
  return {
    ...rest,
    blocks: blocks.map(({ kind, parts }) => ({ kind, parts: parts.map(placed) })),
    comments: comments.map(placed),
  };
}

/** Where in the shortened text the line breaks stand that were of two characters. */
function shortenedBreaks(text: string): number[] {
  return Array.from(text.matchAll(/\r\n/gu), ({ index }, count) => index - count);
}

function countBefore(offset: number, shortened: readonly number[]): number {
  let low = 0;
  let high = shortened.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((shortened[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
