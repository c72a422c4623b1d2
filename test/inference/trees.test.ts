import { expect, it } from "vitest";
import { calibrated, rawFor, rawScore } from "../../src/inference/trees.js";

const tree = { feature: [1, 0, 0], threshold: [0.5, 0, 0], left: [1, 0, 0], right: [2, 0, 0], value: [0, -2, 2] };

it("adds up the leaves", () => {
  const forest = { baseline: 1, trees: [tree, tree] };
  expect(rawScore(forest, [0, 0.5])).toBeCloseTo(-3);
  expect(rawScore(forest, [0, 0.6])).toBeCloseTo(5);
});

it("calibrates along a straight line, and back", () => {
  const calibration = { slope: 0.5, intercept: 1 };
  expect(calibrated(calibration, 4)).toBe(3);
  expect(rawFor(calibration, 3)).toBe(4);
});
