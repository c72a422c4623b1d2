import type { Sentence } from "./sentences.js";

/** Words, numbers and marks; no sentence that anyone reads is longer. */
const LONGEST = 1_000;

/**
 * Whether a sentence can be judged at all. One without words says nothing, and one of a thousand words is data. In a table only
 * what holds two words or more, and more words than anything else, is no symbol.
 */
export function readsAsProse({ kind, words }: Sentence): boolean {
  if (words.length > LONGEST) return false;
  const plain = words.filter((word) => word.kind === "word").length;
  return kind === "cell" ? plain >= 2 && plain * 2 > words.length : plain >= 1;
}
