import { expect, it } from "vitest";
import { mean, readingOf } from "../../src/inference/readings.js";

const answer = (...values: readonly number[]) => ({
  tags: Float32Array.from(values),
  cases: Float32Array.from(values, (value) => value / 2),
  gaps: Float32Array.from(values, (value) => value / 4),
  pair: (position: number) => Float32Array.of(position, ...values),
});

it("averages what several readers say, and keeps the hidden vectors of each", () => {
  const { tags, cases, gaps, pairs } = readingOf(answer(1, 0), answer(0.5, 0.25));
  expect([tags, cases, gaps].map((one) => [...one])).toEqual([
    [0.75, 0.125],
    [0.375, 0.0625],
    [0.1875, 0.03125],
  ]);
  expect(pairs(3).map((pair) => [...pair])).toEqual([
    [3, 1, 0],
    [3, 0.5, 0.25],
  ]);
});

it("leaves what one reader says as it is", () => {
  const one = Float32Array.of(0.1, 0.2);
  expect(mean([one])).toBe(one);
});
