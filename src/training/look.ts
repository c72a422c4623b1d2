import type { Sentence } from "../grammar/sentences.js";
import { examine, type Examination, type Examined } from "../inference/examine.js";
import { changeOf, keyOfChange } from "../inference/habits.js";
import type { Judged } from "../inference/judge.js";
import { textOf } from "./draft.js";
import type { Example } from "./labels.js";

/** Sentences examined at once. */
const BATCH = 16;

/** Log-odds of changes in sentences that were examined. */
export interface Seen {
  places(words: Example["words"]): readonly Examined[];
  /** Of the change in one place. */
  of(words: Example["words"], key: string, index: number): number[];
  /** Of the change wherever it was weighed in this sentence. */
  all(words: Example["words"], key: string): number[];
}

export type Look = (sentences: readonly Example["words"][]) => Promise<Seen>;

/** @param isCancelled what is not examined by then stays unseen */
export function looker(examination: Examination, isCancelled: () => boolean): Look {
  return async (sentences) => {
    const seen = new Map<Example["words"], readonly Examined[]>();
    for (let at = 0; at < sentences.length && !isCancelled(); at += BATCH) {
      const batch = sentences.slice(at, at + BATCH);
      const examined = await examine(batch.map(sentenceOf), examination, isCancelled);
      batch.forEach((words, index) => seen.set(words, examined?.[index] ?? []));
    }
    const judgedIn = (words: Example["words"], key: string): Judged[] =>
      (seen.get(words) ?? []).flatMap(({ judged }) => judged).filter(({ proposal, text }) => keyOfChange(changeOf(words, proposal.index, proposal.operation, text)) === key); // prettier-ignore
    return {
      places: (words) => seen.get(words) ?? [],
      of: (words, key, index) => judgedIn(words, key).filter(({ proposal }) => proposal.index === index).map(({ logOdds }) => logOdds), // prettier-ignore
      all: (words, key) => judgedIn(words, key).map(({ logOdds }) => logOdds),
    };
  };
}

function sentenceOf(words: Example["words"]): Sentence {
  return { kind: "paragraph", text: textOf(words), words, start: 0, end: 0 };
}
