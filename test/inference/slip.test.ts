import { expect, it } from "vitest";
import { slipOf } from "../../src/inference/slip.js";

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
  const numbers = Object.values(examples).map(([typed, text]) => slipOf(typed, text));
  const [swap, tooMany, tooFew, ...rest] = numbers;
  expect(tooMany).toBe(tooFew);
  expect(new Set([swap, tooMany, ...rest]).size).toBe(numbers.length - 1);
  expect(slipOf("the", "the")).toBe(slipOf("informations", "details"));
  expect(slipOf("", "the")).toBe(slipOf("informations", "details"));
});
