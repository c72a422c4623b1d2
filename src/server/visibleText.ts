import type { Span } from "../grammar/span.js";

/** The most text around the caret, in UTF-16 code units, that is read of a document over the size limit. */
const MOST = 30_000;

/**
 * The part of a large document that is worth reading: what is visible, widened to blank lines, outside fenced code.
 * @param visible what the client shows; nothing counts as the beginning of the document
 */
export function visibleSpan(text: string, visible: readonly Span[]): Span {
  const first = visible.reduce((least, { start }) => Math.min(least, start), text.length);
  const last = visible.reduce((most, { end }) => Math.max(most, end), 0);
  const from = visible.length === 0 ? 0 : first;
  const to = Math.min(text.length, from + MOST, Math.max(from, last) || MOST);
  const start = afterFence(text, blankLineBefore(text, from));
  return { start, end: Math.max(start, blankLineAfter(text, to)) };
}

function blankLineBefore(text: string, offset: number): number {
  const window = text.slice(Math.max(0, offset - MOST), offset);
  const found = Math.max(window.lastIndexOf("\n\n"), window.lastIndexOf("\n\r\n"));
  if (found >= 0) return offset - window.length + found + 1;
  return Math.max(0, offset - window.length);
}

function blankLineAfter(text: string, offset: number): number {
  const window = text.slice(offset, offset + MOST);
  const found = /\r?\n[ \t]*\r?\n/u.exec(window);
  return offset + (found ? found.index : window.length);
}

/** `offset`, or the end of the fenced code block that it lies in. */
function afterFence(text: string, offset: number): number {
  const fences = /(?<![^\r\n]) {0,3}(`{3,}|~{3,})/gu;
  let open: string | undefined;
  for (let match = fences.exec(text); match; match = fences.exec(text)) {
    if (match.index >= offset && open === undefined) return offset;
    const marks = match[1] ?? "";
    if (open === undefined) open = marks;
    else if (marks.startsWith(open)) {
      open = undefined;
      if (match.index >= offset) return match.index + match[0].length;
    }
  }
  return open === undefined ? offset : text.length;
}
