import type { Sentence } from "./sentences.js";
import { SMALL_WORDS } from "./smallWords.js";

/**
 * Silences the words that are names in the document's own code, as they are written there or with a capital first; but not the
 * small ones, in which mistakes are worth finding all the same.
 */
export function muteNames(sentences: readonly Sentence[], names: ReadonlySet<string> | undefined): Sentence[] {
  if (!names || names.size === 0) return [...sentences];
  const isName = (word: string): boolean =>
    !SMALL_WORDS.has(word.toLowerCase()) &&
    (names.has(word) || names.has(word.charAt(0).toLowerCase() + word.slice(1)));
  return sentences.map((sentence) => {
    const muted = sentence.words.flatMap(({ kind, text }, index) => (kind === "word" && isName(text) ? [index] : []));
    return muted.length === 0 ? sentence : { ...sentence, muted: [...(sentence.muted ?? []), ...muted] };
  });
}
