import type { Block } from "./prose/block.js";
import type { Span } from "./span.js";
import type { Word } from "./words.js";

/** A block as the model reads it: without markup, opaque pieces as U+FFFC, every run of white space as one space. */
export interface AnnotatedText {
  readonly text: string;
  /** Where the part `[start, end)` of the view, not empty, stands in the original text. */
  originalSpan(start: number, end: number): Span;
}

/** A stretch of the view that stands in the original as it is, or one character for an opaque span or for white space. */
interface Segment extends Span {
  /** Its beginning in the view. */
  readonly at: number;
  /** Its length in the view. */
  readonly length: number;
}

export const OPAQUE = "\uFFFC";
/** White space as Python's `str.split` sees it. */
const SPACES = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/gu;
const LINE_BREAK = /[\r\n]/u;

/** @param text the original text that the block's pieces lie in */
export function annotatedTextOf(block: Block, text: string): AnnotatedText {
  const segments: Segment[] = [];
  let view = "";
  let owesSpace: Span | undefined;
  let last: number | undefined;

  const add = (shown: string, start: number, end: number): void => {
    if (owesSpace && view !== "") {
      segments.push({ at: view.length, length: 1, ...owesSpace });
      view += " ";
    }
    owesSpace = undefined;
    segments.push({ at: view.length, length: shown.length, start, end });
    view += shown;
  };
  const addProse = (start: number, end: number): void => {
    const prose = text.slice(start, end);
    let from = 0;
    for (const match of prose.matchAll(SPACES)) {
      const isPlain = match[0] === " " && match.index > from && match.index + 1 < prose.length;
      if (isPlain) continue;
      if (match.index > from) add(prose.slice(from, match.index), start + from, start + match.index);
      from = match.index + match[0].length;
      owesSpace = { start: start + match.index, end: start + from };
    }
    if (from < prose.length) add(prose.slice(from), start + from, end);
  };

  for (const { kind, start, end } of block.parts) {
    if (last !== undefined && LINE_BREAK.test(text.slice(last, start))) owesSpace ??= { start: last, end: start };
    if (kind === "prose") addProse(start, end);
    else if (kind === "opaque") add(OPAQUE, start, end);
    else owesSpace = { start, end };
    last = end;
  }
  return {
    text: view,
    originalSpan: (start, end) => ({ start: originalStart(segments, start), end: originalEnd(segments, end) }),
  };
}

function originalStart(segments: readonly Segment[], offset: number): number {
  const segment = segmentAt(segments, offset);
  return segment.start + (offset - segment.at);
}

/** After the last character, not before the next one: markup may stand between them. */
function originalEnd(segments: readonly Segment[], offset: number): number {
  const segment = segmentAt(segments, offset - 1);
  const inside = offset - segment.at;
  return inside >= segment.length ? segment.end : segment.start + inside;
}

function segmentAt(segments: readonly Segment[], offset: number): Segment {
  let low = 0;
  let high = segments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((segments[middle]?.at ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const segment = segments[low];
  if (!segment) throw new Error("An empty view has no places.");
  return segment;
}

/** A sentence as text of its own, without the document it stood in. */
interface PlainSentence {
  /** No markup; what is opaque is a code span, whatever it was, so that no code, link or path is in it. */
  readonly text: string;
  /** Of the sentence's words, in `text`. */
  readonly words: readonly Span[];
}

/** Nothing is said first of it, so that either article may stand before it. */
const CODE = "`…`";

export function plainSentence({
  text,
  words,
}: {
  readonly text: string;
  readonly words: readonly Word[];
}): PlainSentence {
  const plain = text.replaceAll(OPAQUE, CODE);
  let end = 0;
  const spans = words.map((word) => {
    const shown = word.text.replaceAll(OPAQUE, CODE);
    const start = plain.indexOf(shown, end);
    end = start + shown.length;
    return { start, end };
  });
  return { text: plain, words: spans };
}
