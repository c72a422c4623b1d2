import { describe, expect, it } from "vitest";
import { AdamW, clip } from "../../../src/training/learn/train.js";

const group = { start: 0, end: 2, rate: 0.1, floor: 1e-8 };

describe("AdamW", () => {
  it("takes a first step of the rate's length against the slope, whatever the slope's size", () => {
    const parameters = Float32Array.of(0, 0);
    new AdamW(parameters, [group]).step(Float32Array.of(1000, -0.001), 1);
    expect(parameters[0]).toBeCloseTo(-0.1, 5);
    expect(parameters[1]).toBeCloseTo(0.1, 4);
  });

  it("follows the closed form over changing slopes", () => {
    const slopes = [0.5, -2, 1.5, 0.25, -1];
    const parameters = Float32Array.of(3, 0);
    const optimiser = new AdamW(parameters, [group]);
    let [expected, mean, square] = [3, 0, 0];
    for (const [index, slope] of slopes.entries()) {
      const share = 1 - index / 10;
      optimiser.step(Float32Array.of(slope, 0), share);
      mean = 0.9 * mean + 0.1 * slope;
      square = 0.98 * square + 0.02 * slope ** 2;
      const direction = mean / (1 - 0.9 ** (index + 1)) / (Math.sqrt(square / (1 - 0.98 ** (index + 1))) + 1e-8);
      expected = expected * (1 - 0.1 * share * 0.01) - 0.1 * share * direction;
    }
    expect(parameters[0]).toBeCloseTo(expected, 5);
  });

  it("gives each group its own rate and leaves entries outside all groups alone", () => {
    const parameters = Float32Array.of(0, 0, 0);
    new AdamW(parameters, [
      { ...group, end: 1 },
      { ...group, start: 1, rate: 0.01 },
    ]).step(Float32Array.of(1, 1, 1), 1);
    expect([...parameters].map((value) => Number(value.toFixed(4)))).toEqual([-0.1, -0.01, 0]);
  });
});

it("hardly moves an entry whose slopes are far below the floor", () => {
  const parameters = Float32Array.of(0, 0);
  new AdamW(parameters, [{ ...group, floor: 1e-2 }]).step(Float32Array.of(1e-5, 1), 1);
  expect(parameters[0]).toBeGreaterThan(-0.001);
  expect(parameters[1]).toBeCloseTo(-0.099, 3);
});

describe("clip", () => {
  it("shortens a long gradient and leaves a short one as it is", () => {
    const long = Float32Array.of(3, 4);
    expect(clip(long, 1)).toBe(5);
    expect(Math.hypot(...long)).toBeCloseTo(1, 6);
    const short = Float32Array.of(0.3, 0.4);
    clip(short, 1);
    expect(short).toEqual(Float32Array.of(0.3, 0.4));
  });
});
