import { describe, expect, it } from "vitest";
import { splitWords } from "../../../src/grammar/words.js";
import { type Example, isOfGap, occurrencesOf, textOf, wordEdits } from "../../../src/training/learn/wordEdits.js";

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
    ["He go to a homes.", "He goes to a home.", ["replace 1 goes", "replace 4 home"]],
    ["In case error, stop.", "In case of an old error, stop.", ["unknown 2"]],
    ["a c e", "a b c d e", ["insert 1 b", "insert 2 d"]],
    // Words alike belong together: by their case, their beginning, or that both are words.
    ["cat dog", "dogs", ["delete 0", "replace 1 dogs"]],
    ["dog cat", "dogs", ["replace 0 dogs", "delete 1"]],
    ["go goins", "going", ["delete 0", "replace 1 going"]],
    ["goins go", "going", ["replace 0 going", "delete 1"]],
    ["go GOins", "goinG", ["delete 0", "replace 1 goinG"]],
    [", cat", "dog", ["delete 0", "replace 1 dog"]],
    ["cat ,", "dog", ["replace 0 dog", "delete 1"]],
    // Of two for one only those are a split or a join that are written so.
    ["we see it", "we saw that it", ["replace 1 saw", "insert 2 that"]],
    ["we saw that it", "we see it", ["replace 1 see", "delete 2"]],
    ["we ALOT it", "we a lot it", ["split 1 a lot"]],
  ])("%s → %s", (source, target, expected) => {
    expect(edits(source, target)).toEqual(expected);
  });
});

it("what is inserted is of the gap", () => {
  const operations = ["replace", "delete", "insert", "merge", "split", "case", "unknown"] as const;
  expect(operations.filter((operation) => isOfGap({ operation, index: 0, text: "" }))).toEqual(["insert", "unknown"]);
});

it("an edit has all its occurrences, and what no single edit corrects none", () => {
  const example = (source: string, target: string): Example => {
    const words = splitWords(source, PATTERN);
    return { words, edits: wordEdits(words, splitWords(target, PATTERN)) };
  };
  const occurrences = occurrencesOf([
    example("We recieve it.", "We receive it."),
    example("In case error.", "In case of an error."),
    example("They all recieve it.", "They all receive it."),
  ]);
  expect([...occurrences.values()].map((all) => all.map(({ pattern, index }) => [pattern.typed, pattern.text, index]))).toEqual([[["recieve", "receive", 1], ["recieve", "receive", 2]]]); // prettier-ignore
});

it("words are text again", () => {
  expect(textOf(splitWords(" Run `a b`, then stop.", PATTERN))).toBe("Run `a b`, then stop.");
});
