import type { Span } from "../span.js";
import type { Block, BlockKind } from "./block.js";
import { type InlineMarkup, readInline } from "./inlineText.js";

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

/** A document of a format in which every line says what it is, and how far it is read. */
export interface LineReading {
  readonly text: string;
  readonly lines: readonly Line[];
  readonly markup: InlineMarkup;
  /** The next line. */
  at: number;
  readonly blocks: Block[];
  readonly comments: Span[];
}

/** @param text with `\n` for all line breaks */
export function createLineReading(text: string, markup: InlineMarkup): LineReading {
  return { text, lines: linesOf(text), markup, at: 0, blocks: [], comments: [] };
}

export function addBlock({ blocks, text, markup }: LineReading, kind: BlockKind, start: number, end: number): void {
  if (start < end) for (const block of readInline(kind, { start, end }, text, markup)) blocks.push(block);
}

/** Reads on while lines are indented more, or blank. @returns the end of the last of them that is not blank */
export function skipDeeper(reading: LineReading, indent: number): number {
  const { lines } = reading;
  let end = lines[reading.at - 1]?.end ?? 0;
  for (; reading.at < lines.length && lines[reading.at]!.indent > indent; reading.at++)
    if (!lines[reading.at]!.isBlank) end = lines[reading.at]!.end;
  return end;
}

/** Reads on up to a line that is blank or ends a paragraph otherwise. @returns the end of the last line that was read */
export function skipParagraph(reading: LineReading, isEnd: (line: Line) => boolean = () => false): number {
  const { lines } = reading;
  while (reading.at < lines.length && !lines[reading.at]!.isBlank && !isEnd(lines[reading.at]!)) reading.at++;
  return lines[reading.at - 1]!.end;
}

/** Reads on behind the next line that closes what is open, or to the end. @returns the end of what was read */
export function skipThrough(reading: LineReading, isClosing: (line: Line) => boolean): number {
  const { lines } = reading;
  while (reading.at < lines.length && !isClosing(lines[reading.at]!)) reading.at++;
  reading.at = Math.min(lines.length, reading.at + 1);
  return lines[reading.at - 1]!.end;
}
