import type { Lexicon } from "./scorer.js";
import type { Sentence } from "./sentences.js";
import type { Span } from "./span.js";

/** What a slot's fixes replace, and where the writer is shown that something is wrong. */
export interface TextReplacement extends Span {
  readonly anchor: Span;
  /**
   * What the span becomes with this candidate, spaces and capitals included; `undefined` if the candidate cannot stand here.
   * @param candidate the text of one `Candidate`
   */
  readonly textWith: (candidate: string) => string | undefined;
}

/** The sentence around a slot, and the original text that its words' spans lie in. */
export interface EditContext {
  readonly sentence: Sentence;
  readonly text: string;
  readonly lexicon: Lexicon;
}

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

/** @param edits what takes the place of spans; in order, not overlapping */
export function applyEdits(text: string, edits: readonly (Span & { readonly text: string })[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const edit of edits) {
    parts.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  return parts.join("") + text.slice(at);
}
