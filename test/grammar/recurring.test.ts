import { expect, it } from "vitest";
import { parseMarkdown } from "../../src/grammar/prose/markdown.js";
import { isTerm, recurs } from "../../src/grammar/recurring.js";
import { splitSentences } from "../../src/grammar/sentences.js";
import { rules } from "./rules.js";

it.each([
  ["Zorblat", "Zorblat is fast. Use Zorblat, or Zorblat's twin.", true],
  ["Zorblat", "Zorblat is fast. Use Zorblat.", false],
  ["Zorblat", "Zorblats, aZorblat, Zorblat_2 and Zorblat.", false],
  ["teh", "teh teh teh teh", false],
  ["zorblat", "zorblat zorblat zorblat zorblat zorblat", true],
  // In code a word is an identifier.
  ["Zorblat", "Zorblat is fast. Use `Zorblat`.", true],
  ["zorblat", "A zorblat is fast.\n\n```\nzorblat(1)\nzorblat(2)\n```\n", true],
  ["zorblat", "A zorblat is fast: `zorblat`.", false],
  ["zorblat", "A zorblat is fast: `zorblat`, [here](https://zorblat.org).", false],
])("%s in %j", (word, text, expected) => {
  expect(recurs(word, text, splitSentences(parseMarkdown(text).blocks, text, rules))).toBe(expected);
});

it.each([
  ["Effect", "An Effect runs. The Effect ends. Each Effect is one.", true],
  ["Effect", "An Effect runs. The Effect ends. Each effect is one.", false],
  ["Effect", "Effect one. Effect two. Effect three. An Effect.", false],
  ["Effect", "# The Effect\n\n# An Effect\n\n# One Effect\n\nAn Effect runs.", false],
])("%s in %j is a term: %s", (word, text, expected) => {
  expect(isTerm(word, splitSentences(parseMarkdown(text).blocks, text, rules))).toBe(expected);
});
