import type { WordList } from "../inference/lexicon.js";
import type { Draft } from "./draft.js";
import type { LearntErrors } from "./learntErrors.js";
import type { Random } from "./seeded.js";

/** What errors are drawn from. */
export interface ErrorSources {
  readonly lexicon: WordList;
  readonly learnt: LearntErrors;
}

/** Tries to put one error of its kind into the draft, and says whether it did. */
export type ErrorKind = (draft: Draft, sources: ErrorSources, random: Random) => boolean;

const CONFUSED = [
  "their there they're", "its it's", "your you're", "whose who's", "then than", "affect effect", "lose loose", "to too two", "of off",
  "were where", "quite quiet", "accept except", "advice advise", "weather whether", "for from", "if of", "is as in it", "on in at",
  "this these", "that those", "has have", "is are", "was were", "do does", "a an the", "passed past", "lead led", "every ever",
  "through though", "which witch", "site cite", "ensure insure", "lets let's", "much many", "less fewer", "other another", "some any",
  "also too", "like as", "use used", "into in", "them they", "him he", "her she", "me my", "what which", "when where", "by with",
].map((group) => group.split(" ")); // prettier-ignore

const ARTICLES = ["a", "an", "the"];
/** Words that are left out or written once too often. */
const SMALL = [
  ...ARTICLES,
  ..."of in on at to for with by from is are was be has have do can will would that which it this you we not and or if as so".split(" "),
]; // prettier-ignore

const confusions = new Map<string, string[]>();
for (const group of CONFUSED)
  for (const word of group) confusions.set(word, [...(confusions.get(word) ?? []), ...group.filter((one) => one !== word)]); // prettier-ignore

function swap(draft: Draft, random: Random, options: (text: string) => readonly string[]): boolean {
  const places = draft.places((text) => options(text).length > 0);
  if (places.length === 0) return false;
  const index = random.pick(places);
  draft.replace(index, random.pick(options(draft.textAt(index))));
  return true;
}

/** `their` → `there`. */
const confusion: ErrorKind = (draft, _, random) => swap(draft, random, (text) => confusions.get(text) ?? []);

/** `throws` → `throw`: another form of the same word. */
const inflection: ErrorKind = (draft, { lexicon }, random) =>
  swap(draft, random, (text) => (text.length > 2 ? lexicon.forms(text).slice(0, 6) : []));

/** `an` → `a`. */
const article: ErrorKind = (draft, _, random) =>
  swap(draft, random, (text) => (ARTICLES.includes(text) ? ARTICLES.filter((one) => one !== text) : []));

/** `receive` → `recieve`: a letter left out, doubled, changed or swapped with the next. */
const spelling: ErrorKind = (draft, { lexicon }, random) => {
  const places = draft.places((text) => text.length > 4 && /^[a-z]+$/u.test(text) && lexicon.isWord(text));
  if (places.length === 0) return false;
  const index = random.pick(places);
  const wrong = slip(draft.textAt(index), random);
  if (lexicon.isWord(wrong)) return false;
  draft.replace(index, wrong);
  return true;
};

function slip(word: string, random: Random): string {
  const at = 1 + random.below(word.length - 2);
  const [before, letter, next, after] = [word.slice(0, at), word[at]!, word[at + 1]!, word.slice(at + 2)];
  switch (random.below(4)) {
    case 0:
      return before + next + after;
    case 1:
      return before + next + letter + after;
    case 2:
      return before + letter + letter + next + after;
    default:
      return before + random.pick([..."aeiounrst"]) + next + after;
  }
}

/** A small word left out. */
const missingWord: ErrorKind = (draft, _, random) => {
  const places = draft.places((text, index) => index > 0 && SMALL.includes(text));
  return places.length > 0 && draft.leaveOut(random.pick(places));
};

/** `the the`. The second one is the one too many, as an alignment from the left has it. */
const doubledWord: ErrorKind = (draft, _, random) => {
  const places = draft.places((text) => text.length < 6);
  if (places.length === 0) return false;
  const index = random.pick(places);
  draft.insert(index + 1, draft.textAt(index));
  return true;
};

/** A small word where none belongs. */
const extraWord: ErrorKind = (draft, _, random) => {
  const places = draft.places((text, index) => index > 0 && !SMALL.includes(text) && !SMALL.includes(draft.textAt(index - 1))); // prettier-ignore
  if (places.length === 0) return false;
  draft.insert(random.pick(places), random.pick(SMALL));
  return true;
};

/** `don't` → `dont`. */
const apostrophe: ErrorKind = (draft, _, random) =>
  swap(draft, random, (text) => (/^\p{L}+['’]\p{L}+$/u.test(text) ? [text.replaceAll(/['’]/gu, "")] : []));

/** `English` → `english`, `I` → `i`; not the first word, whose capital is the sentence's. */
const lostCapital: ErrorKind = (draft, { lexicon }, random) => {
  const places = draft.places((text, index) => index > 0 && (text === "i" || /^[A-Z][a-z]+$/u.test(lexicon.cased(text) ?? ""))); // prettier-ignore
  if (places.length === 0) return false;
  draft.lower(random.pick(places));
  return true;
};

/** What people wrote in this project in place of the right words: the surest guide to what they will write again. */
export const asCorrected: ErrorKind = (draft, { learnt }, random) => {
  const kinds = random.shuffled(["replace", "insert", "delete"] as const);
  return kinds.some((kind) => {
    if (kind === "delete") {
      const places = draft.places((text, index) => index > 0 && learnt.extraBefore(text, draft.textAt(index - 1)).length > 0); // prettier-ignore
      if (places.length === 0) return false;
      const index = random.pick(places);
      draft.insert(index, random.pick(learnt.extraBefore(draft.textAt(index), draft.textAt(index - 1))));
      return true;
    }
    if (kind === "replace") return swap(draft, random, (text) => learnt.wrongFor(text));
    const places = draft.places((text, index) => index > 0 && learnt.isDropped(text, draft.textAt(index - 1)));
    return places.length > 0 && draft.leaveOut(random.pick(places));
  });
};

/** The kinds and how often each is tried: about as documentation has them (`scripts/cloze_model/corruption/kinds.py`). */
export const KINDS_OF_ERRORS: readonly (readonly [ErrorKind, number])[] = [
  [spelling, 20],
  [confusion, 18],
  [inflection, 22],
  [article, 6],
  [missingWord, 14],
  [doubledWord, 4],
  [extraWord, 8],
  [apostrophe, 4],
  [lostCapital, 4],
];
