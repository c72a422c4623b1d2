import type { Span } from "../span.js";

/** A line of a comment without its marks. The span is where `content` stands in the document. */
export interface CommentLine extends Span {
  readonly content: string;
  /** True if nothing but marks follows in the same comment. */
  readonly isLast: boolean;
}

/** What begins a comment, or a line of one, in any format that Cloze reads; a long one is cut down to its marks. */
const OPENING =
  /^\s*(?:<!--+|\{?\/\*+!?|\/{2,}!?|#[|+]?|%+|;+|--+(?:\[\[)?|\.\.(?=\s)|\*+(?!\/)|\(\*|"""|'''|=begin|\[(?:comment|\/\/)\]:\s*(?:<>|#)?\s*["'(])?\s*/u;
const CLOSING = /\s*(?:--+!?>|\*+\/\}?|\*\)|\]\]|\|#|"""|'''|["')])?\s*$/u;

/** The lines of a comment that say something. */
export function linesOfComment({ start, end }: Span, text: string): CommentLine[] {
  const lines = Array.from(text.slice(start, end).matchAll(/[^\r\n]+/gu), ({ 0: line, index }) => {
    const open = line.replace(CLOSING, "");
    const from = OPENING.exec(open)?.[0].length ?? 0;
    const content = open.slice(from);
    return { content, start: start + index + from, end: start + index + from + content.length, isLast: false };
  }).filter(({ content }) => content !== "");
  return lines.map((line, index) => ({ ...line, isLast: index === lines.length - 1 }));
}
