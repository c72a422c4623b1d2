import type { Word } from "../grammar/words.js";
import type { CandidateEdit } from "./candidates.js";
import type { CompetitionFeatures } from "./competingEdits.js";
import type { WordList } from "./lexicon.js";
import { caseOf, CASES } from "./wordCase.js";
import { commonSuffixLength, commonPrefixLength, typoKind, foldCase } from "./wordSimilarity.js";

/** What screening and the masks say for one candidate; every likelihood is a natural logarithm. */
export interface Signals {
  /** Of screening: the place is right as it is. */
  readonly keep: number;
  /** Of screening: the operation. */
  readonly tag: number;
  /** Of the screening head: the candidate's first piece, the typed word's, and its best; 0 for an operation without a word. */
  readonly head: number;
  readonly headTyped: number;
  readonly headBest: number;
  /** Under masks: the candidate, what is typed, the best single piece, and `[NONE]`. */
  readonly masked: number;
  readonly maskedTyped: number;
  readonly maskedBest: number;
  readonly none: number;
  /** Of screening: the typed case. */
  readonly typedCase: number;
  /** Expected number of errors in the sentence, by screening. */
  readonly errors: number;
}

/** Smallest probability whose logarithm is taken. */
const TINY = 1e-7;

/** Natural logarithm of a probability, finite for 0. */
export function log(probability: number): number {
  return Math.log(Math.max(probability, TINY));
}

/** Names of the features, in the order of `featuresOf`; as in `scripts/calibrate.py`. */
export const FEATURES = [
  "keep", "tag", "head", "headTyped", "headLag", "masked", "maskedTyped", "maskedGain", "maskedLag", "noneGain", "typedCaseLog", "errors",
  "typedKnown", "typedFrequency", "newKnown", "newFrequency", "editDistance", "editShare", "sameLemma", "typedCase", "typedPieces", "newPieces",
  "words", "isFirst", "isLast", "apostropheOnly", "isMark", "typedLength", "margin", "repeats", "sameStart", "sameLetters",
  "closerWords", "marginOverCloser", "marginOverForms", "marginOverOperations", "typo", "sharedStart", "sharedEnd",
] as const; // prettier-ignore

/**
 * One candidate as numbers, in the order of `FEATURES`.
 * @param typedPieces how many pieces the typed word has
 */
export function featuresOf(
  candidate: CandidateEdit,
  words: readonly Word[],
  typedPieces: number,
  signals: Signals,
  competition: CompetitionFeatures,
  list: WordList,
): number[] {
  const word = candidate.operation === "insert" ? undefined : words[candidate.index];
  const typed = word ? foldCase(word.text) : "";
  const text = candidate.text;
  return [
    signals.keep,
    signals.tag,
    signals.head,
    signals.headTyped,
    signals.headBest - signals.head,
    signals.masked,
    signals.maskedTyped,
    signals.masked - signals.maskedTyped,
    signals.maskedBest - signals.masked,
    signals.none - signals.maskedTyped,
    signals.typedCase,
    signals.errors,
    Number(list.isWord(typed)),
    list.frequency(typed),
    Number(list.isWord(text)),
    list.frequency(text),
    competition.edits,
    competition.edits / Math.max(1, typed.length, text.length),
    Number(list.sameLemma(typed, text)),
    word?.kind === "word" ? CASES.indexOf(caseOf(word.text)) : 0,
    typedPieces,
    candidate.pieces.length,
    words.length,
    Number(candidate.index === 0),
    Number(candidate.index >= words.length - 1),
    Number(text !== "" && typed.replaceAll("'", "") === text.replaceAll("'", "")),
    Number(!/[\p{L}\p{N}]/u.test(text || typed)),
    typed.length,
    competition.margin,
    Number(repeats(words, candidate.index, typed)),
    Number(typed !== "" && typed[0] === text[0]),
    Number(typed !== "" && letters(typed) === letters(text)),
    competition.closerWords,
    competition.marginOverCloser,
    competition.marginOverForms,
    competition.marginOverOperations,
    typoKind(typed, text),
    commonPrefixLength(typed, text),
    commonSuffixLength(typed, text),
  ];
}

/** True if the word stands beside itself. */
function repeats(words: readonly Word[], index: number, typed: string): boolean {
  return typed !== "" && [words[index - 1], words[index + 1]].some((word) => word && foldCase(word.text) === typed);
}

function letters(text: string): string {
  return [...text].sort().join("");
}
