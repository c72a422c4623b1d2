/** Times that a name must stand in a document to be meant, and a word without capitals: fewer may be one slip, copied. */
const OFTEN_NAME = 3;
const OFTEN_WORD = 5;
const LETTER = /[\p{L}\p{N}_]/u;

/**
 * True for a word that the document, its code included, has again and again: a name or jargon that no word list knows.
 * @param word as it is typed
 */
export function recurs(word: string, text: string): boolean {
  const often = word === word.toLowerCase() ? OFTEN_WORD : OFTEN_NAME;
  let found = 0;
  for (let at = text.indexOf(word); at >= 0 && found < often; at = text.indexOf(word, at + word.length)) {
    const isWhole = !LETTER.test(text.charAt(at - 1)) && !LETTER.test(text.charAt(at + word.length));
    if (isWhole) found++;
  }
  return found >= often;
}
