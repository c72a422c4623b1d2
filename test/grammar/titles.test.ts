import { expect, it } from "vitest";
import { findingsOf } from "../../src/grammar/findings.js";
import type { SlotScore } from "../../src/grammar/scorer.js";
import { markTitles } from "../../src/grammar/titles.js";
import { lexicon } from "./lexiconOfTests.js";
import { readSentences } from "./reading.js";
import { slot } from "./slots.js";

const CONTENTS = "- [Their Usage](#a)\n- [There Usage](#b)\n";

it.each<[what: string, text: string, sentence: number, score: SlotScore, isShown: boolean]>([
  ["a heading's form", "# Their Requests", 0, slot("replace", 0, "There"), false],
  ["a heading's case", "# Their Usage", 0, slot("case", 1, "usage"), false],
  ["a heading's missing word", "# Their usage", 0, slot("insert", 1, "own"), false],
  ["a heading's end", "# Their usage", 0, slot("insert", 2, "is"), false],
  ["a heading's misspelled word", "# Their recieve", 0, slot("replace", 1, "receive"), true],
  ["a heading's two words", "# There however", 0, slot("merge", 0, "Thereover"), false],
  ["a paragraph in bold", "**Their requests**", 0, slot("replace", 0, "There"), false],
  ["a sentence in bold", "**Their requests go.**", 0, slot("replace", 0, "There"), true],
  ["a table of contents", CONTENTS, 0, slot("case", 1, "usage"), false],
  ["its misspelled word", "- [Recieve Usage](#a)\n", 0, slot("replace", 0, "Receive"), true],
  ["a list in Title Case", "- Their Usage\n- There Usage\n- their way", 0, slot("replace", 0, "There"), false],
  ["the rest of that list", "- Their Usage\n- There Usage\n- their way", 2, slot("replace", 0, "there"), false],
  ["a list of sentences", "- Their usage\n- There Usage\n- their way", 0, slot("replace", 0, "There"), true],
  ["an item that is a link", "- [Their way](way.md)\n", 0, slot("replace", 0, "There"), false],
  ["the same in bold", "- **[_Their_ way][way]**\n", 0, slot("replace", 0, "There"), false],
  ["an item that begins with a link", "- [Their](way.md) way\n", 0, slot("replace", 1, "ways"), true],
  ["an item that repeats a heading", "- their way\n\n# Their Way", 0, slot("replace", 0, "there"), false],
  ["a link that repeats a heading", "# Their Way\n\nSee [their way](#way).", 1, slot("replace", 1, "there"), false],
  ["another link", "# Their Way\n\nSee [their ways](#way).", 1, slot("replace", 1, "there"), true],
  ["a package's name", "See [their-way](way.md).", 0, slot("replace", 1, "there"), false],
  ["a cell in Title Case", "| Their Way |\n| - |\n", 0, slot("replace", 0, "There"), false],
  ["a cell with small words", "| Their Way of the Cat |\n| - |\n", 0, slot("replace", 0, "There"), false],
  ["a cell with small words alone", "| Their of |\n| - |\n", 0, slot("replace", 0, "There"), true],
  [
    "a cell with four capitals of five",
    "| Their Blue Red Green Black white |\n| - |\n",
    0,
    slot("replace", 0, "There"),
    false,
  ],
  ["a list half in Title Case", "- Their Usage\n- there usage\n", 0, slot("replace", 0, "There"), true],
  ["another cell", "| Their way |\n| - |\n", 0, slot("replace", 0, "There"), true],
  ["a sentence", "Their Way Is This.", 0, slot("replace", 0, "There"), true],
])("%s: %j", (_, text, index, score, isShown) => {
  const sentence = markTitles(readSentences(text), text)[index]!;
  expect(findingsOf(sentence, [score], text, lexicon, { context: "draft", shift: 0 }).length > 0).toBe(isShown);
});
