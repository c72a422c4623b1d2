import { expect, it } from "vitest";
import { asInner, startsWithCapital } from "../../src/grammar/textEdit.js";
import { WordList } from "../../src/inference/lexicon.js";

const words = WordList.parse("the\t-1\t\t\na\t-1\t\t\ni\t-1\t\t\nit\t-1\t\t\no'clock\t-1\t\t\ndo\t-1\t\t\n");

it.each([
  ["The", "the"],
  ["A", "a"],
  ["It's", "it's"],
  ["O'clock", "o'clock"],
  // What is always written so, and a name.
  ["I", "I"],
  ["I'm", "I'm"],
  ["I’m", "I’m"],
  ["It", "it"],
  ["THE", "THE"],
  ["DO", "DO"],
  ["Docker", "Docker"],
  ["theThe", "theThe"],
])("%s within a sentence: %s", (word, expected) => {
  expect(asInner(word, words)).toBe(expected);
});

it("only a first letter is a capital at the beginning", () => {
  expect(["The", "the", "tHE", "1T", ""].map(startsWithCapital)).toEqual([true, false, false, false, false]);
});
