import type { GivenNames } from "./givenNames.js";
import type { Lexicon } from "./scorer.js";
import type { Sentence } from "./sentences.js";
import { decapitalize } from "./textEdit.js";
import { SMALL_WORDS } from "./titles.js";
import { type Uses, type UsesOf, withoutPossessive } from "./wordUses.js";

/** Times that a name must stand in a document to be meant, and a word without capitals: fewer may be one slip, copied. */
const OFTEN_NAME = 3;
const OFTEN_WORD = 5;
/** An identifier is not there by chance: in code each time counts twice. */
const IN_CODE = 2;

/**
 * True for a word that the document, its code included, has again and again: a name or jargon that no word list knows. A capital
 * at the beginning of sentences is none of its own.
 * @param word as it is typed
 */
export function recurs(word: string, usesOf: UsesOf): boolean {
  const uses = usesOf(word);
  const isOwnCase =
    decapitalize(word) === word || decapitalize(word) !== word.toLowerCase() || uses.inner + uses.code > 0;
  return isOwnCase && weight(uses) >= (word === word.toLowerCase() ? OFTEN_WORD : OFTEN_NAME);
}

/** True for a word that the document capitalizes again and again where it need not: a term that is written so on purpose. */
export function isTerm(word: string, usesOf: UsesOf): boolean {
  return usesOf(word).inner >= OFTEN_NAME;
}

/**
 * True for the name of something: the project's, one in the document's title or the name of its file that the document uses like
 * a name, or one that recurs. What is written small as often, or with a capital in every text, needs to be given.
 * @param word as it is typed
 */
export function isName(word: string, usesOf: UsesOf, { sure, likely }: GivenNames, lexicon: Lexicon): boolean {
  const bare = withoutPossessive(word);
  const small = bare.toLowerCase();
  if (bare.length < 2 || SMALL_WORDS.has(small)) return false;
  if (sure.has(small) && (bare !== small || !lexicon.isWord(bare))) return true;
  const uses = usesOf(bare);
  const isKnown = lexicon.isWord(bare);
  if (bare === small || (isKnown && uses.inner <= usesOf(small).prose)) return false;
  if (likely.has(bare)) return uses.inner > 0;
  const isOften = weight(uses) >= OFTEN_NAME && uses.inner >= (isKnown ? 2 : 1);
  return isOften && lexicon.cased(small) !== bare;
}

function weight({ prose, code }: Uses): number {
  return prose + IN_CODE * code;
}

/**
 * Marks the sentences that code, a table or a picture stands between: "We call" and "and are done." may be one.
 * @param sentences of the document, in order
 */
export function markContinuations(sentences: readonly Sentence[], text: string): Sentence[] {
  let isInterrupted = false;
  return sentences.map((sentence, index) => {
    const after = sentences[index + 1];
    const continuesPrevious = isInterrupted;
    isInterrupted = holdsLines(text.slice(sentence.end, after?.start));
    const isListNext = sentence.kind === "paragraph" && after?.kind === "item";
    const continuesNext = isListNext || isInterrupted;
    if (!continuesPrevious && !continuesNext) return sentence;
    return { ...sentence, ...(continuesPrevious && { continuesPrevious }), ...(continuesNext && { continuesNext }) };
  });
}

/** True if whole lines of it have letters or numbers: the rests of lines at both ends are markup. */
function holdsLines(between: string): boolean {
  const lines = between.split(/\r\n|\r|\n/u);
  return lines.slice(1, -1).some((line) => /[\p{L}\p{N}]/u.test(line));
}

/**
 * Silences the words that are names in the document's own code, as they are written there or with a capital first; but not the
 * small ones, in which mistakes are worth finding all the same.
 */
export function suppressCodeNames(sentences: readonly Sentence[], names: ReadonlySet<string> | undefined): Sentence[] {
  if (!names || names.size === 0) return [...sentences];
  const isName = (word: string): boolean =>
    !SMALL_WORDS.has(word.toLowerCase()) &&
    (names.has(word) || names.has(word.charAt(0).toLowerCase() + word.slice(1)));
  return sentences.map((sentence) => {
    const muted = sentence.words.flatMap(({ kind, text }, index) => (kind === "word" && isName(text) ? [index] : []));
    return muted.length === 0 ? sentence : { ...sentence, suppressed: [...(sentence.suppressed ?? []), ...muted] };
  });
}
