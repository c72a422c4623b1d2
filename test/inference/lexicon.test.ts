import { describe, expect, it } from "vitest";
import { WordList } from "../../src/inference/lexicon.js";

const list = WordList.parse(
  "the\t9\tthe\t\ngo\t8\tgo\t\nwent\t7\tgo\t\r\ndo\t6\tdo\t\nreceive\t5\treceive\t\nrelieve\t4\trelieve\t\njavascript\t3\t\tJavaScript\n",
);

describe("word list", () => {
  it.each([
    ["Go", true],
    ["WENT", true],
    ["don't", true],
    ["Don’t", true],
    ["gone", false],
    ["constructor", false],
    ["", false],
  ])("knows whether %j is a word", (word, expected) => {
    expect(list.isWord(word)).toBe(expected);
  });

  it("knows the forms of one word", () => {
    expect(list.forms("went")).toEqual(["go"]);
    expect(list.sameLemma("Went", "go")).toBe(true);
    expect(list.sameLemma("go", "do")).toBe(false);
  });

  it("finds near words, fewest slips first", () => {
    expect(list.near("recieve", 2)).toEqual(["receive", "relieve"]);
    expect(list.near("x".repeat(1000), 2)).toEqual([]);
  });

  it("knows how a name is written", () => {
    expect(list.cased("javascript")).toBe("JavaScript");
    expect(list.cased("go")).toBeUndefined();
  });

  it("names the line it cannot read", () => {
    expect(() => WordList.parse("the\t9\tthe\t\nbroken line")).toThrow("line 2");
  });
});
