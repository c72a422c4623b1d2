import type { CandidateEdit } from "./candidates.js";
import type { WordList } from "./lexicon.js";
import { editDistance } from "./wordSimilarity.js";

/** How a candidate stands to the others of its place. Likelihoods are natural logarithms. */
export interface CompetitionFeatures {
  /** Typing errors between what is typed and the candidate; 0 without a word on either side. */
  readonly edits: number;
  /** By how much head and masks together prefer it to its best competitor; negative for all but one, 0 for one alone. */
  readonly margin: number;
  /** How many other words are as near to what is typed, or nearer. */
  readonly closerWords: number;
  /** By how much the masks prefer it to the best of those, of the other forms of the typed word, and of the other operations. */
  readonly marginOverCloser: number;
  readonly marginOverForms: number;
  readonly marginOverOperations: number;
}

/** Where there is nothing to be ahead of, and the most that counts. */
const FAR = 30;

/**
 * How each of a place's candidates stands to the others.
 * @param typed the word that stands there, folded; empty in a gap
 * @param signals of each candidate: what the screening head and the masks say
 */
export function competitionFeatures(
  typed: string,
  candidates: readonly CandidateEdit[],
  signals: readonly { readonly head: number; readonly masked: number }[],
  list: WordList,
): CompetitionFeatures[] {
  const competing = candidates.map(({ operation, text }, number) => ({
    operation,
    edits: typed && text ? editDistance(typed, text) : 0,
    isWord: operation === "replace" && list.isWord(text),
    isForm: operation === "replace" && list.sameLemma(typed, text),
    masked: signals[number]!.masked,
  }));
  const margins = marginsOf(signals);
  return competing.map((own, number) => {
    const ahead = (others: typeof competing): number =>
      others.reduce((least, { masked }) => Math.min(least, Math.max(-FAR, own.masked - masked)), FAR);
    const closerWords = competing.filter(
      (other) => own.operation === "replace" && other !== own && other.isWord && other.edits <= own.edits,
    );
    return {
      edits: own.edits,
      margin: margins[number]!,
      closerWords: closerWords.length,
      marginOverCloser: ahead(closerWords),
      marginOverForms: ahead(competing.filter((other) => other !== own && other.isForm)),
      marginOverOperations: ahead(competing.filter((other) => other.operation !== own.operation)),
    };
  });
}

function marginsOf(signals: readonly { readonly head: number; readonly masked: number }[]): number[] {
  const sums = signals.map(({ head, masked }) => head + masked);
  const sorted = [...sums].sort((a, b) => b - a);
  const [best = 0, second = best] = sorted;
  return sums.map((sum) => sum - (sum === best ? second : best));
}
