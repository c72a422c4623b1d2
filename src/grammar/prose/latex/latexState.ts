import type { BlockKind } from "../block.js";
import { type BlockWriter, createBlockWriter } from "../blockWriter.js";
import { createFinder, type Finder } from "../finder.js";

/** What a brace may be hidden by, at the beginning of a match: verbatim text, an escape, a comment; an address hides `%`. */
const TOKEN =
  /\\(?:verb|Verb|lstinline)\*?([^A-Za-z\s*{[])[^\n]{0,1000}?\1|(?<address>\\(?:url|href|path|nolinkurl)\{[^{}\n]{0,1000}\})|\\[\s\S]|%[^\n]*|[{}]/gu;

/** @returns where each brace is closed that is; a brace too many belongs to nothing, and the others still to one another */
function matchBraces(text: string): ReadonlyMap<number, number> {
  const closings = new Map<number, number>();
  const open: number[] = [];
  for (const { 0: token, index, groups } of text.matchAll(TOKEN)) {
    if (token === "{") open.push(index);
    else if (token === "}") {
      const opening = open.pop();
      if (opening !== undefined) closings.set(opening, index);
    } else if (groups?.["address"]) closings.set(index + token.indexOf("{"), index + token.length - 1);
  }
  return closings;
}

/** UTF-16 code units; what is longer is the writer's own bracket. */
const LONGEST_OPTION = 400;

/** @returns the offset after the option `[…]` that begins at `at`, or `at` if none does */
export function endOfOption(text: string, at: number, closings: ReadonlyMap<number, number>): number {
  if (text[at] !== "[") return at;
  let depth = 0;
  for (let i = at; i < Math.min(text.length, at + LONGEST_OPTION); i++) {
    const character = text[i];
    if (character === "[") depth++;
    else if (character === "]" && --depth === 0) return i + 1;
    else if (character === "{") i = closings.get(i) ?? i;
    else if (character === "\n" && text[i + 1] === "\n") return at;
  }
  return at;
}

/** @returns the offset after all options and groups that follow one another from `from` on */
export function endOfArguments(text: string, from: number, closings: ReadonlyMap<number, number>): number {
  let at = from;
  for (;;) {
    const close = text[at] === "{" ? closings.get(at) : undefined;
    const next = close === undefined ? endOfOption(text, at, closings) : close + 1;
    if (next === at) return at;
    at = next;
  }
}

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
