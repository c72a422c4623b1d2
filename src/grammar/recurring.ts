import type { Sentence } from "./sentences.js";
import { liesIn, type Span } from "./span.js";

/** Times that a name must stand in a document to be meant, and a word without capitals: fewer may be one slip, copied. */
const OFTEN_NAME = 3;
const OFTEN_WORD = 5;
/** An identifier is not there by chance: in code each time counts twice. */
const IN_CODE = 2;
const LETTER = /[\p{L}\p{N}_]/u;

/**
 * True for a word that the document, its code included, has again and again: a name or jargon that no word list knows.
 * @param word as it is typed
 * @param sentences of the document, in order; what lies outside them is code, or as little checked as code
 */
export function recurs(word: string, text: string, sentences: readonly Sentence[]): boolean {
  const often = word === word.toLowerCase() ? OFTEN_WORD : OFTEN_NAME;
  let found = 0;
  for (let at = text.indexOf(word); at >= 0 && found < often; at = text.indexOf(word, at + word.length)) {
    const isWhole = !LETTER.test(text.charAt(at - 1)) && !LETTER.test(text.charAt(at + word.length));
    if (isWhole) found += isCode({ start: at, end: at + word.length }, sentences) ? IN_CODE : 1;
  }
  return found >= often;
}

/**
 * True for a word that the document capitalizes again and again where it need not: a term that is written so on purpose.
 * @param word as it is typed, with a capital
 * @param sentences of the document; headings and cells of tables say nothing, since their words often have capitals
 */
export function isTerm(word: string, sentences: readonly Sentence[]): boolean {
  let found = 0;
  for (const { kind, words } of sentences) {
    if (kind === "heading" || kind === "cell") continue;
    for (const [index, { text }] of words.entries())
      if (text === word && words[index - 1]?.kind === "word" && ++found >= OFTEN_NAME) return true;
  }
  return false;
}

/** Outside all sentences, or in what the model sees as one opaque word; a link's target is neither. */
function isCode(place: Span, sentences: readonly Sentence[]): boolean {
  const around = sentences.find((sentence) => liesIn(place, sentence));
  if (!around) return true;
  return around.words.some((word) => word.text === "\uFFFC" && liesIn(place, word));
}
