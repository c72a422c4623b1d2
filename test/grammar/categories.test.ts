import { expect, it } from "vitest";
import { categoryOf } from "../../src/grammar/categories.js";
import type { Operation } from "../../src/grammar/scorer.js";
import { lexicon } from "./lexiconOfTests.js";

it.each<[Operation, typed: string, fix: string, category: string]>([
  ["insert", "", "the", "missingWord"],
  ["insert", "", ",", "punctuation"],
  ["delete", "the", "", "extraWord"],
  ["delete", ",", "", "punctuation"],
  ["case", "monday", "Monday", "capitalization"],
  ["merge", "every where", "everywhere", "spelling"],
  ["split", "alot", "a lot", "spelling"],
  ["replace", ",", ";", "punctuation"],
  ["replace", ",", "and", "punctuation"],
  ["replace", "and", ",", "punctuation"],
  ["replace", "throws", "throw", "agreement"],
  ["replace", "their", "there", "wordChoice"],
  // No word, and two letters away, or a third of the longer one.
  ["replace", "teh", "the", "spelling"],
  ["replace", "Teh", "the", "spelling"],
  ["replace", "xyz", "the", "wordChoice"],
  ["replace", "docmentxxion", "documentation", "spelling"],
  ["replace", "docmenion", "documentation", "spelling"],
  ["replace", "docxxxxation", "documentation", "wordChoice"],
  ["replace", "receixxx", "receive", "wordChoice"],
])("%s %j → %j: %s", (operation, typed, fix, category) => {
  expect(categoryOf(operation, typed, fix, lexicon)).toBe(category);
});
