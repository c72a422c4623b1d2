import { expect, it } from "vitest";
import { findingsOf } from "../../src/grammar/findings.js";
import type { DocumentNames } from "../../src/grammar/givenNames.js";
import { withoutIntentional } from "../../src/grammar/intentional.js";
import type { SlotScore } from "../../src/grammar/scorer.js";
import { markTitles } from "../../src/grammar/titles.js";
import { lexicon } from "./lexiconOfTests.js";
import { readSentences } from "./reading.js";
import { slot } from "./slots.js";

const READING = { context: "draft", shift: 0 } as const;

/** Whether a finding in the first sentence stays, in view of the whole document. */
function stays(text: string, score: SlotScore, called?: DocumentNames): boolean {
  const sentences = markTitles(readSentences(text), text);
  const findings = findingsOf(sentences[0]!, [score], text, lexicon, READING);
  expect(findings).toHaveLength(1);
  return withoutIntentional(findings, { text, sentences, lexicon, called }).length === 1;
}

const respelled = slot("replace", 1, "zorblats");
const reworded = slot("replace", 1, "house");

it.each<[what: string, text: string, score: SlotScore, stays: boolean]>([
  ["a spelling that recurs", "Use zorblat. A zorblat, no zorblat, one zorblat, this zorblat.", respelled, false],
  ["a spelling that does not", "Use zorblat. A zorblat, no zorblat, one zorblat.", respelled, true],
  ["another word for what recurs", "Use zorblat. A zorblat, no zorblat, one zorblat, this zorblat.", reworded, true],
  [
    "a small letter that recurs",
    "yargs do. A yargs, no yargs, one yargs, this yargs.",
    slot("case", 0, "Yargs"),
    false,
  ],
  ["a capital for a word that recurs", "The cat, the cat, the cat, the cat, the cat.", slot("case", 1, "Cat"), true],
  [
    "two words that recur",
    "The cat. A cat, the cat, the cat, the cat, the cat, the cat.",
    slot("merge", 0, "Thecat"),
    true,
  ],
  [
    "two words that recur as they stand",
    "We do the cat, the cat, the cat, the cat, the cat.",
    slot("merge", 2, "thecat"),
    false,
  ],
  ["two words that do not", "We do the cat, the cat.", slot("merge", 2, "thecat"), true],
  ["a small letter for a term", "We do Cat. A Cat, this Cat. One cat, this cat, a cat.", slot("case", 2, "cat"), false],
  [
    "another word for a term",
    "We do Cat. A Cat, this Cat. One cat, this cat, a cat.",
    slot("replace", 2, "there"),
    true,
  ],
  ["a small letter for no term", "We do Cat. A Cat, this one. One cat, this cat, a cat.", slot("case", 2, "cat"), true],
  ["another word for a name", "We do Cat. A Cat, this Cat.", slot("replace", 2, "there"), false],
  ["another word for no name", "We do Cat. This Cat.", slot("replace", 2, "there"), true],
  ["a name too many", "We do Cat there. A Cat, this Cat.", slot("delete", 2, ""), false],
  ["a name that stands twice", "We do Cat Cat there. A Cat, this Cat.", slot("delete", 3, ""), true],
  ["the first of the two", "We do Cat\n    Cat there. A Cat, this Cat.", slot("delete", 2, ""), true],
  ["the second of the two", "We do Cat\n    Cat there. A Cat, this Cat.", slot("delete", 3, ""), true],
  [
    "a name that stands twice, but not side by side",
    "We do Cat with this Cat there. A Cat.",
    slot("delete", 2, ""),
    false,
  ],
  [
    "another word for a name that stands twice",
    "We do Cat Cat there. A Cat, this Cat.",
    slot("replace", 3, "there"),
    false,
  ],
  ["a word missing before a name", "We do Cat there. A Cat, this Cat.", slot("insert", 2, "the"), true],
])("%s", (_, text, score, expected) => {
  expect(stays(text, score)).toBe(expected);
});

it("the name of the project is meant, however seldom it stands there", () => {
  expect(stays("We do Cat.", slot("replace", 2, "there"), { names: ["cat"], file: "" })).toBe(false);
  expect(stays("We do Cat.", slot("replace", 2, "there"), { names: ["dog"], file: "" })).toBe(true);
});

it.each<[text: string, called: DocumentNames | undefined, stays: boolean]>([
  ["the-cat does it.", { names: ["the-cat"], file: "" }, false],
  ["the-cat does it.", { names: ["@do/the-cat"], file: "" }, false],
  ["the-cat does it.\n\n# the-cat\n", undefined, false],
  ["the-cat does it.", undefined, true],
  ["the-go does it.", { names: ["the-cat"], file: "" }, true],
  ["the cat does it.", { names: ["the-cat"], file: "" }, true],
])("asks for a capital at the beginning of %j, called %j: %s", (text, called, expected) => {
  expect(stays(text, slot("case", 0, "The"), called)).toBe(expected);
});
