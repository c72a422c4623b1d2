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
    ["unreceive", true],
    ["Re-receive", false],
    ["undo", false],
    ["underelieve", false],
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

  it("finds those of as many slips by how frequent they are, within its limit, and not the word itself", () => {
    const words = WordList.parse("card\t2\t\t\ncart\t5\t\t\ncare\t3\t\t\ncar\t4\t\t\ncards\t1\t\t\nc\t6\t\t\n");
    expect(words.near("cart", 1)).toEqual(["car", "care", "card"]);
    expect(words.near("cart", 2)).toEqual(["car", "care", "card", "cards"]);
    expect(words.near("catr", 1)).toEqual(["cart", "car"]);
    expect(words.near("ca", 1)).toEqual(["c", "car"]);
    expect(words.near("b", 1)).toEqual(["c"]);
  });

  it("has nothing to say of what is no word", () => {
    expect([list.frequency("gone"), list.cased("gone"), list.lemmas("gone"), list.forms("gone")]).toEqual([0, undefined, [], []]); // prettier-ignore
    expect([list.frequency("go"), list.isWord("x't"), list.isWord("go'x")]).toEqual([8, false, false]);
  });

  it("counts a possessive as what it is of", () => {
    expect([list.frequency("javascript's"), list.frequency("gone's"), list.frequency("don't")]).toEqual([3, 0, 0]);
  });

  it("knows words of several lemmas", () => {
    const words = WordList.parse("saw\t3\tsee,saw\t\nsees\t2\tsee\t\nsaws\t1\tsaw\t\n");
    expect([words.sameLemma("sees", "saw"), words.sameLemma("saws", "saw"), words.sameLemma("sees", "saws")]).toEqual([true, true, false]); // prettier-ignore
    expect(words.forms("saw")).toEqual(["sees", "saws"]);
  });

  it.each(["\t9\tthe\t", "the\t9", "the\t9\tthe", "the\t9\tthe\t\tmore", "the\tx\tthe\t"])(
    "takes no line of another shape: %j",
    (line) => {
      expect(() => WordList.parse(`go\t8\tgo\t\n${line}`)).toThrow("line 2 is not word, frequency, lemmas, cased form");
    },
  );

  it("knows how a name is written", () => {
    expect(list.cased("javascript")).toBe("JavaScript");
    expect(list.cased("go")).toBeUndefined();
  });

  it("names the line it cannot read", () => {
    expect(() => WordList.parse("the\t9\tthe\t\nbroken line")).toThrow("line 2");
  });
});
