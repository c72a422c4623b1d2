import { expect, it } from "vitest";
import { interpolate, probabilityOf } from "../../src/inference/trees.js";

const tree = { feature: [1, 0, 0], threshold: [0.5, 0, 0], left: [1, 0, 0], right: [2, 0, 0], value: [0, -2, 2] };

it("adds up the leaves and calibrates the sum", () => {
  const ensemble = { baseline: 1, trees: [tree, tree], calibration: { x: [-3, 5], y: [0.1, 0.9] } };
  expect(probabilityOf(ensemble, [0, 0.5])).toBeCloseTo(0.1);
  expect(probabilityOf(ensemble, [0, 0.6])).toBeCloseTo(0.9);
});

it("interpolates between points and is flat beyond them", () => {
  const calibration = { x: [0, 1], y: [0.2, 0.4] };
  expect([-9, 0.5, 9].map((at) => interpolate(calibration, at))).toEqual([0.2, expect.closeTo(0.3), 0.4]);
});
