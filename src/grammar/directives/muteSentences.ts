import type { Sentence } from "../sentences.js";
import { countAtMost } from "../sorted.js";
import type { Span } from "../span.js";
import type { Word } from "../words.js";
import { fold, type Mutes } from "./mutes.js";

/** @returns the sentences in which anything is left to report, with the indices of the words that are silent or unspelled */
export function muteSentences(sentences: readonly Sentence[], { silent, unspelled, words }: Mutes): Sentence[] {
  const isSilent = touching(silent);
  const isUnspelled = touching(unspelled);
  const isListed = ({ text }: Word): boolean => words.size > 0 && words.has(fold(text));
  return sentences.flatMap((sentence) => {
    const muted = indicesOf(sentence.words, (word) => isSilent(word) || isListed(word));
    if (muted.length > 0 && muted.length === sentence.words.length) return [];
    const left = indicesOf(sentence.words, isUnspelled);
    if (muted.length === 0 && left.length === 0) return [sentence];
    return [{ ...sentence, ...(muted.length > 0 && { muted }), ...(left.length > 0 && { unspelled: left }) }];
  });
}

/** @param spans in order, apart from one another */
function touching(spans: readonly Span[]): (word: Span) => boolean {
  const starts = spans.map(({ start }) => start);
  return ({ start, end }) => {
    const last = spans[countAtMost(starts, end - 1) - 1];
    return last !== undefined && start < last.end;
  };
}

function indicesOf(words: readonly Word[], isWanted: (word: Word) => boolean): number[] {
  return words.flatMap((word, index) => (isWanted(word) ? [index] : []));
}
