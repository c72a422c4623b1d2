import type { Word } from "../grammar/words.js";
import { type Kind, TAGS } from "../inference/graphs.js";
import { type Row, typeOf } from "../inference/rows.js";
import type { WordPieceTokenizer } from "../inference/tokenizer.js";
import { caseOf, CASES } from "../inference/wordCase.js";
import type { Edit } from "./align.js";
import type { Random } from "./seeded.js";

/** What a vocabulary head should say at a position. */
interface Target {
  readonly position: number;
  readonly kind: Kind;
  readonly piece: number;
}

/** One row and what each head should say of its positions; `NO_SAY` where it has none. */
export interface Labelled extends Row {
  readonly tags: number[];
  readonly cases: number[];
  readonly gaps: number[];
  readonly targets: readonly Target[];
}

export const NO_SAY = -1;

/** A sentence as far as it was read, with what is wrong in it. */
export interface Example {
  readonly words: readonly Word[];
  readonly edits: readonly Edit[];
}

/**
 * The sentence as typed, each word and gap labelled; as `screening_row` in `scripts/cloze_model/labels.py`.
 * @param limit pieces of the longest row; words that do not fit are left out
 */
export function screeningRow({ words, edits }: Example, pieces: WordPieceTokenizer, limit: number): Labelled {
  const { row, starts } = encode(words, pieces, limit);
  const size = row.ids.length;
  const isWhole = starts.length === words.length;
  const nothing = (): number[] => row.ids.map(() => NO_SAY);
  const [tags, cases, gaps] = [nothing(), nothing(), nothing()];
  const targets: Target[] = [];
  for (const [index, at] of starts.entries()) {
    tags[at] = gaps[at] = 0;
    if (words[index]!.kind === "word") cases[at] = typeOf(words[index]!);
  }
  if (isWhole) gaps[size - 1] = 0;
  const target = (position: number, kind: Kind, text: string): void => {
    // A word of several pieces is known to the vocabulary heads by its first.
    targets.push({ position, kind, piece: pieces.ofText(text)[0]! });
  };
  for (const { operation, index, text } of edits) {
    const at = index < words.length ? starts[index] : isWhole ? size - 1 : undefined;
    if (at === undefined) continue;
    if (operation === "unknown") gaps[at] = NO_SAY;
    else if (operation === "insert") {
      gaps[at] = 1;
      target(at, "insert", text);
    } else if (operation === "case") cases[at] = CASES.indexOf(caseOf(text));
    else {
      tags[at] = TAGS.indexOf(operation);
      cases[at] = operation === "replace" ? CASES.indexOf(caseOf(text)) : NO_SAY;
      if (operation === "replace") target(at, "replace", text);
      const following = starts[index + 1];
      if (operation === "merge" && following !== undefined)
        tags[following] = cases[following] = gaps[following] = NO_SAY;
    }
  }
  return { ...row, tags, cases, gaps, targets };
}

/** How often a right word, a wrong place and a sound gap are masked. */
const RATES = { word: 0.15, wrong: 0.5, gap: 0.04 };

/**
 * The sentence with masks: as many as the right word has pieces, `[NONE]` where nothing belongs; as `masked_row` in
 * `scripts/cloze_model/labels.py`.
 */
export function maskedRow(
  { words, edits }: Example,
  pieces: WordPieceTokenizer,
  limit: number,
  random: Random,
  rates: typeof RATES = RATES,
): Labelled {
  const { cls, sep, mask, none } = pieces.special;
  const ids = [cls];
  const types = [0];
  const targets: Target[] = [];
  let isFull = false;
  const put = (own: readonly number[], type: number, hidden: readonly number[] | undefined): void => {
    // What follows a word that does not fit stays out too: a sentence with holes would be another sentence.
    isFull ||= ids.length + Math.max(own.length, hidden?.length ?? 0) >= limit;
    if (isFull) return;
    for (const piece of hidden ?? []) {
      targets.push({ position: ids.length, kind: "masked", piece });
      ids.push(mask);
      types.push(0);
    }
    if (hidden) return;
    ids.push(...own);
    types.push(...own.map(() => type));
  };
  const ofGap = new Map(edits.filter(isOfGap).map((edit) => [edit.index, edit]));
  const ofWord = new Map(edits.filter((edit) => !isOfGap(edit) && edit.operation !== "case").map((edit) => [edit.index, edit])); // prettier-ignore
  for (let index = 0; index <= words.length; index++) {
    const missing = ofGap.get(index);
    if (missing?.operation === "insert" && random.next() < rates.wrong) put([], 0, pieces.ofText(missing.text));
    else if (!missing && random.next() < rates.gap) put([], 0, [none]);
    const word = words[index];
    if (!word) break;
    const edit = ofWord.get(index);
    const isHidden = word.kind !== "opaque" && random.next() < (edit ? rates.wrong : rates.word);
    put(pieces.ofWord(word), typeOf(word), isHidden ? underMask(word, edit, pieces) : undefined);
  }
  ids.push(sep);
  types.push(0);
  const nothing = ids.map(() => NO_SAY);
  return { ids, types, tags: nothing, cases: nothing, gaps: nothing, targets };
}

function isOfGap({ operation }: Edit): boolean {
  return operation === "insert" || operation === "unknown";
}

/** The pieces that belong under the mask; `undefined` where the word alone cannot tell. */
function underMask(word: Word, edit: Edit | undefined, pieces: WordPieceTokenizer): readonly number[] | undefined {
  if (!edit) return pieces.ofWord(word);
  if (edit.operation === "replace") return pieces.ofText(edit.text);
  if (edit.operation === "delete") return [pieces.special.none];
  return edit.operation === "split" ? edit.text.split(" ").flatMap((part) => pieces.ofText(part)) : undefined;
}

function encode(words: readonly Word[], pieces: WordPieceTokenizer, limit: number): { row: Row; starts: number[] } {
  const ids = [pieces.special.cls];
  const types = [0];
  const starts: number[] = [];
  for (const word of words) {
    const own = pieces.ofWord(word);
    if (ids.length + own.length >= limit) break;
    starts.push(ids.length);
    ids.push(...own);
    types.push(...own.map(() => typeOf(word)));
  }
  return { row: { ids: [...ids, pieces.special.sep], types: [...types, 0] }, starts };
}
