import { describe, expect, it } from "vitest";
import { splitWords } from "../../../src/grammar/words.js";
import { wordEdits } from "../../../src/training/learn/wordEdits.js";

const PATTERN = String.raw`(?<opaque>\x60[^\x60]+\x60)|(?<word>\p{L}+(?:['’]\p{L}+)*)|(?<number>\d+)|(?<mark>\S)`;

function edits(source: string, target: string): string[] {
  return wordEdits(splitWords(source, PATTERN), splitWords(target, PATTERN)).map(({ operation, index, text }) =>
    `${operation} ${String(index)} ${text}`.trim(),
  );
}

describe("wordEdits", () => {
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
