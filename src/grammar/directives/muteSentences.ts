import type { Sentence } from "../sentences.js";
import type { Word } from "../words.js";
import { fold, type Mute } from "./mutes.js";

/** @returns the sentences in which anything is left to report, with the indices of the words that are silent or unspelled */
export function muteSentences(sentences: readonly Sentence[], mutes: readonly Mute[]): Sentence[] {
  if (mutes.length === 0) return [...sentences];
  return sentences.flatMap((sentence) => {
    const near = mutes.filter(({ start, end }) => start < sentence.end && sentence.start < end);
    if (near.length === 0) return [sentence];
    const muted = touchedBy(near.filter(({ only }) => only === undefined), sentence.words); // prettier-ignore
    if (muted.length === sentence.words.length) return [];
    const unspelled = touchedBy(near.filter(({ only }) => only === "spelling"), sentence.words); // prettier-ignore
    return [{ ...sentence, ...(muted.length > 0 ? { muted } : {}), ...(unspelled.length > 0 ? { unspelled } : {}) }];
  });
}

/** The indices of the words in which one of the mutes holds. */
function touchedBy(mutes: readonly Mute[], words: readonly Word[]): number[] {
  return words.flatMap((word, index) => {
    const folded = fold(word.text);
    const isTouched = mutes.some(
      ({ start, end, words: only }) => word.start < end && start < word.end && (only?.has(folded) ?? true),
    );
    return isTouched ? [index] : [];
  });
}
