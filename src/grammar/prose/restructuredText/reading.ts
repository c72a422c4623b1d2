import type { Span } from "../../span.js";
import type { Block, BlockKind } from "../block.js";
import { readInline } from "../inlineText.js";
import type { Line } from "../lines.js";
import { inline } from "./inline.js";

/** A document and how far it is read. */
export interface Reading {
  readonly text: string;
  readonly lines: readonly Line[];
  /** The next line. */
  at: number;
  readonly blocks: Block[];
  readonly comments: Span[];
}

export function addBlock({ blocks, text }: Reading, kind: BlockKind, start: number, end: number): void {
  if (start < end) blocks.push(...readInline(kind, { start, end }, text, inline));
}

/** Reads on while lines are indented more, or blank. @returns the end of the last of them that is not blank */
export function skipDeeper(reading: Reading, indent: number): number {
  const { lines } = reading;
  let end = lines[reading.at - 1]?.end ?? 0;
  for (; reading.at < lines.length && lines[reading.at]!.indent > indent; reading.at++)
    if (!lines[reading.at]!.isBlank) end = lines[reading.at]!.end;
  return end;
}

/** Reads on while lines are indented more, and not blank. @returns the end of the last one */
export function skipLines(reading: Reading, indent: number, isEnd: (line: Line) => boolean = () => false): number {
  const { lines } = reading;
  for (let line = lines[reading.at]; line && !line.isBlank && line.indent > indent && !isEnd(line);) {
    line = lines[++reading.at];
  }
  return lines[reading.at - 1]!.end;
}
