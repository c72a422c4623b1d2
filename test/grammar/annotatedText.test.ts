import { expect, test } from "vitest";
import { plainSentence } from "../../src/grammar/annotatedText.js";
import { onlySentence } from "./reading.js";

test.each([
  ["We see the the cat.", "We see the the cat.", ["We", "see", "the", "the", "cat", "."]],
  ["Call `open()` *now*,\nthen [wait](a.md).", "Call `…` now, then wait.", ["Call", "`…`", "now", ",", "then", "wait", "."]], // prettier-ignore
  ["Run `a`, `b`.", "Run `…`, `…`.", ["Run", "`…`", ",", "`…`", "."]],
])("%j as text of its own", (markdown, text, words) => {
  const plain = plainSentence(onlySentence(markdown, "markdown"));
  expect(plain.text).toBe(text);
  expect(plain.words.map(({ start, end }) => text.slice(start, end))).toEqual(words);
});
