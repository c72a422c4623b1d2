import { expect, it } from "vitest";
import { interpolate, logOddsFor, rawScore } from "../../src/inference/trees.js";

const tree = { feature: [1, 0, 0], threshold: [0.5, 0, 0], left: [1, 0, 0], right: [2, 0, 0], value: [0, -2, 2] };

it("adds up the leaves", () => {
  const forest = { baseline: 1, trees: [tree, tree] };
  expect(rawScore(forest, [0, 0.5])).toBeCloseTo(-3);
  expect(rawScore(forest, [0, 0.6])).toBeCloseTo(5);
});

it("interpolates between points and is flat beyond them", () => {
  const calibration = { x: [0, 1], y: [0.2, 0.4] };
  expect([-9, 0.5, 9].map((at) => interpolate(calibration, at))).toEqual([0.2, expect.closeTo(0.3), 0.4]);
});

it("finds the least log-odds of a probability, as far as there are any", () => {
  const calibration = { x: [-1, 0, 2], y: [0.1, 0.2, 0.6] };
  expect([0.05, 0.15, 0.2, 0.5, 0.7].map((probability) => logOddsFor(calibration, probability))).toEqual([
    -Infinity,
    expect.closeTo(-0.5),
    0,
    expect.closeTo(1.5),
    Infinity,
  ]);
});
