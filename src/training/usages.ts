import type { Word } from "../grammar/words.js";
import type { Habit } from "../inference/habits.js";
import type { WordList } from "../inference/lexicon.js";
import { caseOf } from "../inference/wordCase.js";
import { MOST } from "./habits.js";
import type { Example } from "./labels.js";

/** So often a word must stand with a capital within sentences to be a name. */
const LEAST = 5;

/**
 * The names that a project has for its own things: ordinary words that it writes with a capital within its sentences, and more often so than
 * without ("an Effect", "a Hook"). That they lose their capital is no longer proposed.
 */
export function namesOf(prose: readonly Example[], lexicon: WordList): Habit[] {
  const counts = new Map<string, number>();
  for (const { words } of prose)
    for (const { text } of isTitle(words) ? [] : within(words)) counts.set(text, (counts.get(text) ?? 0) + 1);
  const isName = (text: string, count: number): boolean =>
    caseOf(text) === "capitalized" && count >= LEAST && count > (counts.get(text.toLowerCase()) ?? 0);
  return [...counts]
    .filter(([text, count]) => isName(text, count) && lexicon.isWord(text) && lexicon.cased(text) === undefined)
    .map(([text]) => ({ operation: "case", typed: text, text: text.toLowerCase(), bias: -MOST }));
}

/** The words that follow a word: the first one, and what follows a mark, may have a capital for the sake of the place. */
function within(words: readonly Word[]): Word[] {
  return words.filter(({ kind }, index) => kind === "word" && words[index - 1]?.kind === "word");
}

/** True if most of the longer words have capitals, as in headings and the names of books. */
function isTitle(words: readonly Word[]): boolean {
  const long = words.filter(({ kind, text }) => kind === "word" && text.length > 3);
  return long.filter(({ text }) => caseOf(text) !== "lower").length * 2 > long.length;
}
