import type { BlockKind } from "../block.js";
import { createBlockWriter, type BlockWriter } from "../blockWriter.js";
import { createFinder, type Finder } from "../finder.js";
import { matchBraces } from "./braces.js";

/** What every part of the reader knows; each of them returns the offset at which reading is to go on. */
export interface LatexState {
  readonly text: string;
  readonly writer: BlockWriter;
  readonly find: Finder;
  readonly closings: ReadonlyMap<number, number>;
  /** Those that are open, the innermost last, and what their text is. */
  readonly environments: { readonly name: string; readonly kind: BlockKind }[];
  /** What comes after the arguments that are being read, the innermost last. */
  readonly pending: { readonly close: number; readonly goOn: () => number }[];
  /** Where what is being read ends. */
  end: number;
  /** The blank line that was found last. */
  nextBlank: number;
  /** A single quotation mark was opened. */
  isQuoting: boolean;
}

export function createLatexState(text: string): LatexState {
  return {
    text,
    writer: createBlockWriter(text),
    find: createFinder(text),
    closings: matchBraces(text),
    environments: [],
    pending: [],
    end: text.length,
    nextBlank: -1,
    isQuoting: false,
  };
}

export function kindNow({ environments }: LatexState): BlockKind {
  return environments.at(-1)?.kind ?? "paragraph";
}

export function cut({ writer }: LatexState, kind: "markup" | "opaque" | "space", from: number, to: number): number {
  writer.cut(kind, from, to);
  return to;
}

/** Ends the present block at `from` and begins another at `to`. */
export function turn({ writer }: LatexState, kind: BlockKind, from: number, to: number): number {
  writer.next(kind, from, to);
  return to;
}

/** @param pattern sticky or global */
export function matchAt({ text }: LatexState, pattern: RegExp, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
