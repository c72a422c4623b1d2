import { describe, expect, it } from "vitest";
import { neighbours } from "../../src/inference/candidates.js";
import { WordList } from "../../src/inference/lexicon.js";

const list = WordList.parse(
  ["language", "patched", "minified", "occurred", "the", "then"].map((word, at) => `${word}\t${String(9 - at)}\t\t\n`).join(""), // prettier-ignore
);

describe("what a word may be a misspelling of", () => {
  it.each([
    ["langauge", ["language"]],
    ["langauge's", ["language's"]],
    ["language's", []],
    ["unminifed", ["unminified"]],
    ["reoccured", ["reoccurred"]],
    ["unpatched", []],
    ["teh", ["the"]],
    ["tehn", ["then"]],
    ["th", []],
    ["qwertz", []],
  ])("%s", (typed, expected) => {
    expect(neighbours(typed, list)).toEqual(expected);
  });
});
