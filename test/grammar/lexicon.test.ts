import { describe, expect, it } from "vitest";
import { createLexicon } from "../../src/grammar/lexicon.js";

const lexicon = createLexicon("go\t-3\tgo\nwent\t-4\tgo\r\ndo\t-2\tdo\ntoString\t-9\ttoString\n\n\t\t\nlone\n");

describe("lexicon", () => {
  it.each([
    ["Go", true],
    ["WENT", true],
    ["don't", true],
    ["Don’t", true],
    ["lone", true],
    ["gone", false],
    ["constructor", false],
    ["", false],
  ])("knows whether %j is a word", (word, expected) => {
    expect(lexicon.isWord(word)).toBe(expected);
  });

  it("knows the forms of one word", () => {
    expect(lexicon.sameLemma("Went", "go")).toBe(true);
    expect(lexicon.sameLemma("go", "do")).toBe(false);
    expect(lexicon.sameLemma("foo", "bar")).toBe(false);
  });
});
