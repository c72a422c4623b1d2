import type { Word } from "../grammar/words.js";
import type { WordPieceTokenizer } from "./tokenizer.js";
import { caseOf, CASES } from "./wordCase.js";

/** What the encoder reads as one row: piece ids and, for each, the case of its word. */
export interface Row {
  readonly ids: readonly number[];
  readonly types: readonly number[];
}

/** A stretch of a sentence that fits in one row. Positions are of pieces, `[CLS]` being 0. */
export interface Window {
  readonly row: Row;
  /** Index of its first word in the sentence. */
  readonly first: number;
  /** Position of each of its words' first piece, and last the position of `[SEP]`. */
  readonly starts: readonly number[];
  /** Words `[from, to)` of the sentence are scored in this window: those farther from its ends than from its neighbours'. */
  readonly from: number;
  readonly to: number;
}

/** Cuts a sentence into windows of at most `limit` pieces that share about `overlap` pieces. */
export function windowsOf(
  words: readonly Word[],
  pieces: WordPieceTokenizer,
  limit: number,
  overlap: number,
): Window[] {
  const cut = words.map((word) => pieces.ofWord(word).slice(0, limit - 2));
  const ranges: { first: number; last: number }[] = [];
  for (let first = 0; ;) {
    const last = fill(cut, first, limit - 2);
    ranges.push({ first, last });
    if (last >= words.length) break;
    first = Math.max(first + 1, rewind(cut, last, overlap));
  }
  return ranges.map(({ first, last }, index) => ({
    ...encode(words, cut, first, last, pieces),
    first,
    from: index === 0 ? 0 : middle(first, ranges[index - 1]!.last),
    to: index === ranges.length - 1 ? words.length : middle(ranges[index + 1]!.first, last),
  }));
}

function fill(cut: readonly (readonly number[])[], first: number, room: number): number {
  let last = first;
  for (let used = 0; last < cut.length && used + cut[last]!.length <= room; last++) used += cut[last]!.length;
  return last;
}

function rewind(cut: readonly (readonly number[])[], last: number, overlap: number): number {
  let first = last;
  for (let used = 0; first > 0 && used + cut[first - 1]!.length <= overlap; first--) used += cut[first - 1]!.length;
  return first;
}

function middle(from: number, to: number): number {
  return Math.ceil((from + to) / 2);
}

function encode(
  words: readonly Word[],
  cut: readonly (readonly number[])[],
  first: number,
  last: number,
  pieces: WordPieceTokenizer,
): Pick<Window, "row" | "starts"> {
  const ids = [pieces.special.cls];
  const types = [0];
  const starts: number[] = [];
  for (let index = first; index < last; index++) {
    starts.push(ids.length);
    ids.push(...cut[index]!);
    types.push(...typesOf(words[index]!, cut[index]!));
  }
  starts.push(ids.length);
  ids.push(pieces.special.sep);
  types.push(0);
  return { row: { ids, types }, starts };
}

/** The token types of a word's pieces: the case of a word, and of what is said first of an opaque span; `[CODE]`, marks and numbers have none. */
export function typesOf(
  { text, kind, spoken = "" }: Pick<Word, "text" | "kind" | "spoken">,
  pieces: readonly number[],
): number[] {
  const type = CASES.indexOf(caseOf(kind === "word" ? text : spoken));
  return pieces.map((_, index) => (kind === "opaque" && index === pieces.length - 1 ? 0 : type));
}

/**
 * The window's row with `count` masks in place of the pieces `[start, end)` (`start === end`: masks put into a gap). A mask
 * has no case: it must not tell what stood there.
 */
export function maskedRow({ row }: Window, start: number, end: number, count: number, mask: number): Row {
  const masks = Array.from({ length: count }, () => mask);
  return {
    ids: [...row.ids.slice(0, start), ...masks, ...row.ids.slice(end)],
    types: [...row.types.slice(0, start), ...masks.map(() => 0), ...row.types.slice(end)],
  };
}
