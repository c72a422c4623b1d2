import type { Span } from "../span.js";

/** One line of a document; its span leaves out the line break and the white space at both ends. */
export interface Line extends Span {
  readonly text: string;
  /** Where it begins, with its indentation. */
  readonly from: number;
  /** Columns before its text, a tab reaching to the next multiple of eight; endless for a blank line. */
  readonly indent: number;
  readonly isBlank: boolean;
}

/** @param text with `\n` for all line breaks */
export function linesOf(text: string): Line[] {
  let from = 0;
  return text.split("\n").map((raw) => {
    const content = raw.trim();
    const start = from + raw.length - raw.trimStart().length;
    const isBlank = content === "";
    const indent = isBlank ? Infinity : columnOf(raw.slice(0, start - from));
    const line = { text: content, from, start, end: start + content.length, indent, isBlank };
    from += raw.length + 1;
    return isBlank ? { ...line, start: line.from, end: line.from } : line;
  });
}

function columnOf(space: string): number {
  let column = 0;
  for (const character of space) column = character === "\t" ? column + 8 - (column % 8) : column + 1;
  return column;
}
