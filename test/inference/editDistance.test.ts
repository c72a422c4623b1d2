import fc from "fast-check";
import { distance as levenshtein } from "fastest-levenshtein";
import { describe, expect, it } from "vitest";
import { editDistance } from "../../src/inference/editDistance.js";

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
