import type { Sentence } from "./sentences.js";

/** Words that code may use as names and that no text can do without: mistakes in them are worth finding all the same. */
const SMALL: ReadonlySet<string> = new Set(
  "a an the of and or to in on at by for from with as is are was were be been it its this that these those not no so if then than has have had do does did can will he she we you they there their your our".split(
    " ",
  ),
);

/** Silences the words that are names in the document's own code, as they are written there or with a capital first. */
export function muteNames(sentences: readonly Sentence[], names: ReadonlySet<string> | undefined): Sentence[] {
  if (!names || names.size === 0) return [...sentences];
  const isName = (word: string): boolean =>
    !SMALL.has(word.toLowerCase()) && (names.has(word) || names.has(word.charAt(0).toLowerCase() + word.slice(1)));
  return sentences.map((sentence) => {
    const muted = sentence.words.flatMap(({ kind, text }, index) => (kind === "word" && isName(text) ? [index] : []));
    return muted.length === 0 ? sentence : { ...sentence, muted: [...(sentence.muted ?? []), ...muted] };
  });
}
