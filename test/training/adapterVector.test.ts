import { expect, it } from "vitest";
import { freshAdapter, groupsOf, weaken } from "../../src/training/adapterVector.js";
import { createRandom } from "../../src/training/seeded.js";

const layout = [
  { name: "layer.0.query.down", start: 0, end: 400 },
  { name: "layer.0.query.up", start: 400, end: 800 },
  { name: "tag_out", start: 800, end: 820 },
  { name: "masked.bias", start: 820, end: 900 },
];

it("begins with one factor of each product random and all else zero, so that nothing changes and all can learn", () => {
  const vector = freshAdapter(layout, 100, createRandom(3));
  const down = vector.subarray(0, 400);
  expect(down.every((value) => value !== 0)).toBe(true);
  expect(Math.sqrt(down.reduce((sum, value) => sum + value * value, 0) / 400)).toBeCloseTo(0.1, 1);
  expect(vector.subarray(400).every((value) => value === 0)).toBe(true);
  expect(freshAdapter(layout, 100, createRandom(3))).toEqual(vector);
});

it("weakens a product by one of its factors, so that a share is a share", () => {
  const weaker = weaken(new Float32Array(900).fill(2), layout, 0.5);
  expect([weaker[0], weaker[400], weaker[800], weaker[899]]).toEqual([2, 1, 1, 1]);
});

it("covers every entry with one group", () => {
  expect(groupsOf(layout).reduce((sum, { start, end }) => sum + end - start, 0)).toBe(900);
});
