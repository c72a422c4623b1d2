import { describe, expect, it } from "vitest";
import { splitWords } from "../../src/grammar/words.js";
import { align } from "../../src/training/align.js";
import { tokenEdits } from "../../src/training/tokenEdits.js";

const PATTERN = String.raw`(?<opaque>\x60[^\x60]+\x60)|(?<word>\p{L}+(?:['’]\p{L}+)*)|(?<number>\d+)|(?<mark>\S)`;

function edits(source: string, target: string): string[] {
  return align(splitWords(source, PATTERN), splitWords(target, PATTERN)).map(({ operation, index, text }) =>
    `${operation} ${String(index)} ${text}`.trim(),
  );
}

describe("align", () => {
  it.each([
    ["This should throws an error.", "This should throw an error.", ["replace 2 throw"]],
    ["In case error, stop.", "In case of an error, stop.", ["unknown 2"]],
    ["In case error, stop.", "In case of error, stop.", ["insert 2 of"]],
    ["We saw the the cat.", "We saw the cat.", ["delete 3"]],
    ["I like alot of it.", "I like a lot of it.", ["split 2 a lot"]],
    ["It goes in to it.", "It goes into it.", ["merge 2 into"]],
    ["We met on monday.", "We met on Monday.", ["case 3 Monday"]],
    ["It’s fine.", "It's fine.", []],
  ])("%s → %s", (source, target, expected) => {
    expect(edits(source, target)).toEqual(expected);
  });
});

describe("tokenEdits", () => {
  it("counts single tokens, as the project's metric does", () => {
    expect([...tokenEdits("We saw the the cat.", "We saw a cat.")].sort()).toEqual(["2-3-", "3-4-a"]);
    expect([...tokenEdits("A cat", "The cat sat")].sort()).toEqual(["0-1-The", "2-2-sat"]);
    expect(tokenEdits("`a b` is “x”", '`a b` is "x"').size).toBe(0);
  });
});
