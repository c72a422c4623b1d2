import type { Lexicon } from "./lexicon.js";

const FIRST = /^\p{L}/u;

/** With a capital first letter. */
export function capitalize(text: string): string {
  return text.replace(FIRST, (letter) => letter.toUpperCase());
}

/** With a small first letter. */
export function decapitalize(text: string): string {
  return text.replace(FIRST, (letter) => letter.toLowerCase());
}

/** Whether its first letter is a capital one. */
export function startsWithCapital(text: string): boolean {
  return /^\p{Lu}/u.test(text);
}

/** Whether it is written like a name: one capital, and small letters after it. `I` is not: it is never written small. */
function isCapitalized(text: string): boolean {
  return /^\p{Lu}(?:['’]?\p{Ll}|$)[\p{Ll}\p{M}'’]*$/u.test(text) && !/^I(?:$|['’])/u.test(text);
}

/** The word as it is written when another takes its place at the beginning of a sentence; a name stays as it is. */
export function asInner(word: string, lexicon: Lexicon): string {
  return isCapitalized(word) && lexicon.isWord(word) ? decapitalize(word) : word;
}
