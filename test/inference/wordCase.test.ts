import { expect, it } from "vitest";
import { caseOf, type WordCase, writeInCase } from "../../src/inference/wordCase.js";

it.each<[string, WordCase]>([
  ["word", "lower"],
  ["Word", "capitalized"],
  ["A", "capitalized"],
  ["API", "upper"],
  ["APIs", "mixed"],
  ["gRPC", "mixed"],
  ["don't", "lower"],
  ["Don't", "capitalized"],
  ["DON'T", "upper"],
  ["3D", "capitalized"],
  ["12", "lower"],
  // Letters that have no capital, and one that is a capital and a small one.
  ["中A", "mixed"],
  ["ǅ", "lower"],
])("%s is %s", (word, expected) => {
  expect(caseOf(word)).toBe(expected);
});

it.each<[string, WordCase, string | undefined, string]>([
  ["word", "lower", "Word", "word"],
  ["word", "capitalized", undefined, "Word"],
  ["word", "upper", undefined, "WORD"],
  ["github", "mixed", "GitHub", "GitHub"],
  ["word", "mixed", undefined, "Word"],
  ["i", "lower", undefined, "I"],
  ["i'm", "upper", undefined, "I'm"],
  ["is", "lower", undefined, "is"],
  ["hi", "lower", undefined, "hi"],
  ["", "capitalized", undefined, ""],
  ["𐐨a", "capitalized", undefined, "𐐀a"],
])("%j, %s with %s: %s", (word, wanted, cased, expected) => {
  expect(writeInCase(word, wanted, cased)).toBe(expected);
});
