import type { Span } from "../span.js";

/** A line of a comment without its marks. The span is where `content` stands in the document. */
interface CommentLine extends Span {
  readonly content: string;
  /** True if nothing but marks follows in the same comment. */
  readonly isLast: boolean;
}

/** What begins a comment, or a line of one, in any format that Cloze reads; a long one is cut down to its marks. */
const OPENING =
  /^\s*(?:<!--+|\{?\/\*+!?|\/{2,}!?|#[|+]?|%+|;+|--+(?:\[\[)?|\.\.(?=\s)|\*+(?!\/)|\(\*|"""|'''|=begin|\[(?:comment|\/\/)\]:\s*(?:(?:<>|#)\s*)?["'(])?\s*/u;
/** What ends one; looked for in the last characters only, because it could begin anywhere in a long row of marks. */
const CLOSING = /(?:-{2,3}!?>|\*{1,2}\/\}?|\*\)|\]\]|\|#|"""|'''|["')])$/u;
const LONGEST_CLOSING = 5;

/** The lines of a comment that say something. */
export function linesOfComment({ start, end }: Span, text: string): CommentLine[] {
  const lines = Array.from(text.slice(start, end).matchAll(/[^\r\n]+/gu), ({ 0: line, index }) => {
    const open = withoutClosing(line);
    const from = OPENING.exec(open)?.[0].length ?? 0;
    const content = open.slice(from);
    return { content, start: start + index + from, end: start + index + from + content.length, isLast: false };
  }).filter(({ content }) => content !== "");
  return lines.map((line, index) => ({ ...line, isLast: index === lines.length - 1 }));
}

function withoutClosing(line: string): string {
  const body = line.trimEnd();
  const closing = CLOSING.exec(body.slice(-LONGEST_CLOSING))?.[0].length ?? 0;
  return body.slice(0, body.length - closing).trimEnd();
}
