import type { Sentence } from "../grammar/sentences.js";
import type { Word } from "../grammar/words.js";
import type { Allowlist } from "./allowlist.js";
import { neighbours } from "./candidates.js";
import type { EditBiases } from "./editBiases.js";
import { type Tag, TAGS } from "./graphs.js";
import type { WordList } from "./lexicon.js";
import type { Reading } from "./readings.js";
import type { Window } from "./rows.js";
import { caseOf, CASES, type WordCase } from "./wordCase.js";
import { foldCase } from "./wordSimilarity.js";

/** How sure screening must be that a place is right for the cascade to clear it. */
export interface ScreeningThresholds {
  /** Least probability that a word is not to be kept. */
  readonly word: number;
  /** Least probability that a gap lacks something. */
  readonly gap: number;
  /** Least probability of another case. */
  readonly case: number;
  /** Least probability that a word is not to be kept which no list has, though one has its neighbours. */
  readonly misspelt: number;
}

/** What screening says of one word. */
export interface WordSlot {
  readonly index: number;
  readonly window: Window;
  /** Position of the word's first piece. */
  readonly position: number;
  readonly tags: Readonly<Record<Tag, number>>;
  readonly cases: Readonly<Record<WordCase, number>>;
  /** Of each reader. */
  readonly pairs: readonly Float32Array[];
}

/** What screening says of the gap before a word. */
export interface GapSlot {
  readonly index: number;
  readonly window: Window;
  readonly position: number;
  readonly missing: number;
  /** Of each reader. */
  readonly pairs: readonly Float32Array[];
}

/** A sentence after screening: the places that are not cleared, and how much seems wrong in all. */
export interface Screened {
  readonly words: readonly WordSlot[];
  readonly gaps: readonly GapSlot[];
  /** Expected number of errors in the sentence. */
  readonly errors: number;
}

/** What decides which places are looked into. */
export interface ScreeningParts {
  readonly screeningThresholds: ScreeningThresholds;
  readonly editBiases: EditBiases;
  readonly allowlist: Allowlist;
  readonly words: WordList;
}

/** Floors that clear nothing: every word and gap is masked in turn. */
export const EXHAUSTIVE: ScreeningThresholds = { word: 0, gap: 0, case: 0, misspelt: 0 };

/**
 * Reads the screening outputs of a sentence's windows and keeps the places above the thresholds or for which there is an edit bias, but no word that
 * stands as the project is used to write it.
 */
export function screen(
  sentence: Sentence,
  windows: readonly Window[],
  readings: readonly Reading[],
  { screeningThresholds, editBiases, allowlist, words: list }: ScreeningParts,
): Screened {
  const words: WordSlot[] = [];
  const gaps: GapSlot[] = [];
  let errors = 0;
  for (const [number, window] of windows.entries()) {
    const answer = readings[number]!;
    for (let index = window.from; index <= window.to; index++) {
      const isEnd = index === window.to;
      if (isEnd && index < sentence.words.length) break;
      const position = window.starts[index - window.first];
      if (position === undefined) break;
      const missing = answer.gaps[position]!;
      errors += missing;
      if (missing >= screeningThresholds.gap || editBiases.forcesGap(sentence.words, index))
        gaps.push({ index, window, position, missing, pairs: answer.pairs(position) });
      const word = sentence.words[index];
      if (word === undefined || word.kind === "opaque" || word.kind === "number") continue;
      const tags = named(TAGS, answer.tags, position);
      const cases = named(CASES, answer.cases, position);
      errors += 1 - tags.keep;
      const isOdd =
        1 - tags.keep >= screeningThresholds.word ||
        (1 - tags.keep >= screeningThresholds.misspelt && isMisspelt(word, index, list)) ||
        editBiases.forcesWord(sentence.words, index) ||
        (word.kind === "word" && 1 - cases[caseOf(word.text)] >= screeningThresholds.case);
      if (isOdd && !allowlist.covers(sentence.words, index))
        words.push({ index, window, position, tags, cases, pairs: answer.pairs(position) });
    }
  }
  return { words, gaps, errors };
}

/** With a capital within a sentence it may be a name. */
function isMisspelt({ kind, text }: Word, index: number, list: WordList): boolean {
  const typed = caseOf(text);
  const isPlain = typed === "lower" || (typed === "capitalized" && index === 0);
  return kind === "word" && isPlain && neighbours(foldCase(text), list).length > 0;
}

function named<Name extends string>(
  names: readonly Name[],
  values: Float32Array,
  position: number,
): Record<Name, number> {
  return Object.fromEntries(names.map((name, index) => [name, values[position * names.length + index]!])) as Record<
    Name,
    number
  >;
}

/** Position after the word's last piece. */
export function endOf({ window, index }: WordSlot): number {
  return window.starts[index - window.first + 1]!;
}

/** Position after the last piece of the next word, or `undefined` if that stands in the next window. */
export function endOfNext({ window, index }: WordSlot): number | undefined {
  return window.starts[index - window.first + 2];
}
