import fc from "fast-check";
import { distance as levenshtein } from "fastest-levenshtein";
import { describe, expect, it } from "vitest";
import {
  editDistance,
  commonSuffixLength,
  commonPrefixLength,
  foldCase,
  typoKind,
} from "../../src/inference/wordSimilarity.js";

const word = fc.string({ unit: fc.constantFrom(..."abcd"), maxLength: 9 });

describe("slips between two words", () => {
  it.each([
    ["hanlders", "handlers", 1],
    ["recieve", "receive", 1],
    ["teh", "the", 1],
    ["ca", "abc", 3],
    ["componts", "components", 2],
    ["", "abc", 3],
    ["same", "same", 0],
  ])("%s and %s: %i", (a, b, slips) => {
    expect(editDistance(a, b)).toBe(slips);
    expect(editDistance(b, a)).toBe(slips);
  });

  it("is never more than without swaps, and never less than half of it", () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        const without = levenshtein(a, b);
        const slips = editDistance(a, b);
        expect(slips).toBeLessThanOrEqual(without);
        expect(2 * slips).toBeGreaterThanOrEqual(without);
      }),
    );
  });

  it("is exact up to the limit, and over it past the limit", () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 1, max: 4 }), (a, b, limit) => {
        const slips = editDistance(a, b);
        const bounded = editDistance(a, b, limit);
        if (slips <= limit) expect(bounded).toBe(slips);
        else expect(bounded).toBeGreaterThan(limit);
      }),
    );
  });
});

it("counts the letters with which two words begin and end", () => {
  expect([commonPrefixLength("reading", "readers"), commonSuffixLength("writes", "votes")]).toEqual([4, 3]);
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      const [start, end] = [commonPrefixLength(a, b), commonSuffixLength(a, b)];
      expect(a.slice(0, start)).toBe(b.slice(0, start));
      expect(a.slice(a.length - end)).toBe(b.slice(b.length - end));
      expect(commonPrefixLength(a, a)).toBe(a.length);
    }),
  );
});

const examples = {
  swap: ["teh", "the"],
  "doubling, a letter too many": ["writting", "writing"],
  "doubling, a letter too few": ["runing", "running"],
  vowel: ["seperate", "separate"],
  omission: ["befor", "before"],
  addition: ["sofrtware", "software"],
  substitution: ["softwate", "software"],
  other: ["informations", "details"],
} as const;

it("tells one way of slipping from another, and one letter from more", () => {
  const numbers = Object.values(examples).map(([typed, text]) => typoKind(typed, text));
  const [swap, tooMany, tooFew, ...rest] = numbers;
  expect(tooMany).toBe(tooFew);
  expect(new Set([swap, tooMany, ...rest]).size).toBe(numbers.length - 1);
  expect(typoKind("the", "the")).toBe(typoKind("informations", "details"));
  expect(typoKind("", "the")).toBe(typoKind("informations", "details"));
});

it.each([
  ["tome", "time", "substitution or vowel", "seperate", "separate", true],
  ["tame", "talm", "two letters for two", "informations", "details", true],
  ["ab", "cd", "two others", "informations", "details", true],
  ["a", "bc", "one for two", "informations", "details", true],
  ["softwate", "software", "a consonant for another", "seperate", "separate", false],
  ["softwaae", "software", "a vowel for a consonant", "softwate", "software", true],
  ["ba", "ab", "a swap", "teh", "the", true],
])("%s for %s: %s", (typed, text, _, sameTyped, sameText, isSame) => {
  expect(typoKind(typed, text) === typoKind(sameTyped, sameText)).toBe(isSame);
});

it("folds capitals and curly apostrophes", () => {
  expect(foldCase("Don’t ‘It")).toBe("don't 'it");
});
