import { ARTICLES } from "./kinds/wordClasses.js";
import type { Lexicon, SlotScore } from "./scorer.js";
import type { Sentence } from "./sentences.js";

/** Part of a name that is no word: `user/repository`, `project#12`, `@user`. */
const NAME_MARK = /[#@/\\_]/u;

/** Latin and other abbreviations that explain what stands before them, if only in the line above. */
const ABBREVIATION = /^(?:aka|cf|eg|ie|viz|vs)$/u;

/** What stands between the parts of a menu or before the holder of a right: nothing of it is a sentence. */
const NO_SENTENCE = /^[|·•©]$/u;
/** Words before the colon of a label at most. */
const LABEL = 3;

/** An article, a subject, or the "to" of what something is for. */
const LEFT_OUT = /^(?:a|an|the|i|he|it|she|that|these|they|this|those|to|we|you)$/iu;

/** What would be another address with a mark behind it. */
const ADDRESS = /^(?:https?:|www\.)/u;

/** Whether a capital, a mark at the end or a missing beginning, a mistake elsewhere, is the author's own choice in this place. */
export function isStyle(
  sentence: Sentence,
  { operation, index, candidates }: SlotScore,
  text: string,
  lexicon: Lexicon,
): boolean {
  const { words } = sentence;
  // What goes on after code has its first words before it: "[code] will run."
  if (operation === "insert" && index === 0) return sentence.continuesPrevious === true || isLeftOut(sentence, candidates[0]!.text); // prettier-ignore
  if (operation === "insert" && index === words.length) return isStyleAtEnd(sentence, text);
  if (operation === "insert") return isTelegram(sentence) && ARTICLES.has(candidates[0]!.text);
  const word = words[index];
  if (operation !== "case" || candidates[0]?.text === "I" || !word) return false;
  if (NAME_MARK.test(text.charAt(word.start - 1)) || NAME_MARK.test(text.charAt(word.end))) return true;
  return (isFirstWord(words, index) && isStyleAtStart(sentence, index, lexicon)) || hasAnyCapitals(sentence, index);
}

/** What an item or a cell does without at its beginning: "Supports HTTPS", "Size in bytes", "2026-11-30: what we did". */
function isLeftOut({ kind, words }: Sentence, missing: string): boolean {
  return kind !== "paragraph" && (LEFT_OUT.test(missing) || words[0]?.kind === "number");
}

/** "Use of flag", in a cell that is no sentence: an article would take room. */
function isTelegram({ kind, words }: Sentence): boolean {
  return kind === "cell" && !/^[.!?:]$/u.test(words.at(-1)?.text ?? "");
}

/** Only a paragraph needs a mark at its end, and not where code or a list goes on with it, where an address ends it, or if it is no sentence. */
function isStyleAtEnd({ kind, continuesNext, words }: Sentence, text: string): boolean {
  const [first, last] = [words[0], words.at(-1)];
  if (kind !== "paragraph" || continuesNext || !first || !last) return true;
  const isSentence = !isName(words) && !isLabelled(words) && !words.some((word) => NO_SENTENCE.test(word.text));
  return !isSentence || /^copyright$/iu.test(first.text) || ADDRESS.test(text.slice(last.start, last.end));
}

/** "Type: `Number`", "Licence: MIT". */
function isLabelled(words: Sentence["words"]): boolean {
  const colon = words.findIndex(({ text }) => text === ":");
  const isPlain = ({ kind, text }: Sentence["words"][number]): boolean => kind === "word" && /^\p{Ll}/u.test(text);
  return colon > 0 && colon <= LABEL && !words.slice(colon).some(isPlain);
}

/** "MIT", but not "Thanks". */
function isName(words: Sentence["words"]): boolean {
  const [name, ...others] = words.filter(({ kind }) => kind === "word");
  return name !== undefined && others.length === 0 && /^\p{Lu}{2,}$/u.test(name.text);
}

/**
 * Items and comments begin with either, and so do what goes on after code ("or with less code"), a label ("fix: …"), "eg"
 * and a compound that is a name ("fs-extra", "read-all-files").
 */
function isStyleAtStart({ kind, continuesPrevious, words }: Sentence, index: number, lexicon: Lexicon): boolean {
  const compound = compoundAt(words, index);
  const isNamed = compound.length > 2 || (compound.length === 2 && !compound.every((part) => lexicon.isWord(part)));
  const next = words[index + 1];
  const isLabel = next !== undefined && !next.spaceBefore && /^[:(]/u.test(next.text);
  const isAbbreviation = ABBREVIATION.test(words[index]!.text);
  return kind === "item" || kind === "comment" || continuesPrevious === true || isLabel || isNamed || isAbbreviation;
}

/** The words that hyphens join from here on. */
function compoundAt(words: Sentence["words"], index: number): string[] {
  const [word, mark, next] = words.slice(index, index + 3);
  if (!word) return [];
  const isJoined = mark?.text === "-" && !mark.spaceBefore && next !== undefined && !next.spaceBefore;
  return [word.text, ...(isJoined ? compoundAt(words, index + 2) : [])];
}

/**
 * Headings and cells have whatever capitals their author likes, a comment on code is full of its names, and some shout. What explains
 * the beginning of an item has either, too: "path: Where it lies", "p-filter - Filters promises".
 */
function hasAnyCapitals({ kind, words }: Sentence, index: number): boolean {
  if (kind === "comment") return /^\p{Lu}/u.test(words[index]!.text);
  const before = words[index - 1];
  if (kind === "item" && before && words[index]!.spaceBefore && /^[-–—:]$/u.test(before.text)) return true;
  return (kind !== "paragraph" && kind !== "item") || isShouted(words);
}

/** True if most words are written in capitals, as in licences. */
function isShouted(words: Sentence["words"]): boolean {
  const long = words.filter(({ kind, text }) => kind === "word" && text.length > 1);
  return long.length > 3 && long.filter(({ text }) => text === text.toUpperCase()).length * 2 > long.length;
}

export function isFirstWord(words: Sentence["words"], index: number): boolean {
  return words.slice(0, index).every((before) => before.kind !== "word");
}
