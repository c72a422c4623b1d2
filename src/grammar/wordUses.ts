import { OPAQUE } from "./annotatedText.js";
import type { Sentence } from "./sentences.js";
import type { Span } from "./span.js";

/** How often a word stands in a document, by where. */
export interface Uses {
  readonly prose: number;
  /** Those in prose where no capital is due: in a sentence, behind another word. Titles say nothing, since their words have capitals. */
  readonly inner: number;
  /** In code, or outside all sentences. */
  readonly code: number;
}

/** @param word as it is typed, one of those that were counted */
export type UsesOf = (word: string) => Uses;

const NONE: Uses = { prose: 0, inner: 0, code: 0 };
const IDENTIFIERS = /[\p{L}\p{N}_]+/gu;
const POSSESSIVE = /['’]s$/u;
const SPACES = /\s+/gu;
/** Words in a row that are counted at most. */
const LONGEST_PHRASE = 4;

/**
 * Counts some words, or several in a row, in one pass.
 * @param text the document
 * @param sentences of the document, in order; what lies outside them is code, or as little checked as code
 */
export function countUses(words: readonly string[], text: string, sentences: readonly Sentence[]): UsesOf {
  const uses = new Map(words.map((word) => [keyOf(word), { ...NONE }]));
  const lengths = new Set([...uses.keys()].map((word) => word.split(" ").length).filter((length) => length > 1));
  let end = 0;
  for (const sentence of sentences) {
    countCode({ start: end, end: sentence.start });
    sentence.words.forEach((word, index) => {
      // Of several words ("web site") only how often they stand together is of interest.
      for (const length of lengths) countPhrase(sentence, index, length);
      if (word.text === OPAQUE) return countCode(word);
      const found = uses.get(word.text) ?? uses.get(withoutPossessive(word.text));
      if (!found) return;
      found.prose++;
      if (isInner(sentence, index)) found.inner++;
    });
    end = sentence.end;
  }
  countCode({ start: end, end: text.length });
  return (word) => uses.get(keyOf(word)) ?? NONE;

  function countPhrase({ words: all }: Sentence, index: number, length: number): void {
    if (length > LONGEST_PHRASE || index + length > all.length) return;
    const phrase = all.slice(index, index + length);
    if (phrase.slice(1).some(({ spaceBefore }) => !spaceBefore)) return;
    const found = uses.get(phrase.map((word) => word.text).join(" "));
    if (found) found.prose++;
  }

  function countCode({ start, end: until }: Span): void {
    for (const word of text.slice(start, until).match(IDENTIFIERS) ?? []) {
      const found = uses.get(word);
      if (found) found.code++;
    }
  }
}

function keyOf(word: string): string {
  return withoutPossessive(word).replace(SPACES, " ");
}

/** "Commander" for "Commander's". */
export function withoutPossessive(word: string): string {
  return word.endsWith("s") ? word.replace(POSSESSIVE, "") : word;
}

function isInner({ kind, words, titled }: Sentence, index: number): boolean {
  if (kind === "heading" || kind === "cell" || titled?.includes(index)) return false;
  return words[index - 1]?.kind === "word";
}
