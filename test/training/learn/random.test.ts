import { describe, expect, it } from "vitest";
import { createRandom } from "../../../src/training/learn/random.js";

const many = <Item>(count: number, draw: () => Item): Item[] => Array.from({ length: count }, draw);

describe("createRandom", () => {
  it("gives the numbers of Mulberry32, the same for the same seed", () => {
    const { next } = createRandom(1);
    expect(many(3, next).map((number) => number.toFixed(6))).toEqual(["0.627074", "0.002736", "0.527447"]);
    expect(many(9, createRandom(7).next)).toEqual(many(9, createRandom(7).next));
    expect(many(9, createRandom(7).next)).not.toEqual(many(9, createRandom(8).next));
  });

  it("picks each of the items about as often", () => {
    const { pick } = createRandom(1);
    const picked = many(3_000, () => pick(["a", "b", "c"]));
    for (const item of ["a", "b", "c"])
      expect(Math.abs(picked.filter((one) => one === item).length - 1_000)).toBeLessThan(100);
  });

  it("brings items into each order about as often, and leaves those that it was given", () => {
    const { shuffled } = createRandom(1);
    const items = ["a", "b", "c"];
    const orders = many(6_000, () => shuffled(items).join(""));
    expect([...new Set(orders)].sort()).toEqual(["abc", "acb", "bac", "bca", "cab", "cba"]);
    for (const order of new Set(orders))
      expect(Math.abs(orders.filter((one) => one === order).length - 1_000)).toBeLessThan(120);
    expect(items).toEqual(["a", "b", "c"]);
  });

  it("draws from the normal distribution", () => {
    const { normal } = createRandom(1);
    const drawn = many(20_000, normal);
    const mean = drawn.reduce((sum, one) => sum + one, 0) / drawn.length;
    const variance = drawn.reduce((sum, one) => sum + (one - mean) ** 2, 0) / drawn.length;
    expect(mean).toBeCloseTo(0, 1);
    expect(variance).toBeCloseTo(1, 1);
    // Of a normal distribution, not of another one that is as wide.
    expect(drawn.filter((one) => Math.abs(one) < 1).length / drawn.length).toBeCloseTo(0.683, 1);
    expect(drawn.some((one) => Math.abs(one) > 3)).toBe(true);
  });
});
