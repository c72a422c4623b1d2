import fc from "fast-check";
import { expect, it } from "vitest";
import { lengthOfCommonEnd, lengthOfCommonStart } from "../../src/inference/commonEnds.js";

it("counts the letters with which two words begin and end", () => {
  expect([lengthOfCommonStart("reading", "readers"), lengthOfCommonEnd("writes", "votes")]).toEqual([4, 3]);
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      const [start, end] = [lengthOfCommonStart(a, b), lengthOfCommonEnd(a, b)];
      expect(a.slice(0, start)).toBe(b.slice(0, start));
      expect(a.slice(a.length - end)).toBe(b.slice(b.length - end));
      expect(lengthOfCommonStart(a, a)).toBe(a.length);
    }),
  );
});
