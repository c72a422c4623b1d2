import { describe, expect, it } from "vitest";
import { shiftsOf, usualShifts, type Context, type Priors, type Sample } from "../../src/grammar/prior.js";
import { slot } from "./slots.js";

const priors: Priors = {
  weight: 200,
  draft: { shift: -0.5, rate: 0.02, range: [-0.7, 0.9] },
  published: { shift: -2, rate: 0.002, range: [-0.6, 0.6] },
};
const usual = usualShifts(priors);

/** So many words with mistakes of these chances among them. */
function sample(context: Context, words: number, ...chances: number[]): Sample {
  return { context, words, scores: chances.map((chance) => ({ ...slot("replace", 0, "a"), chance })) };
}
const many = (count: number, chance: number): number[] => Array<number>(count).fill(chance);

describe("the shifts of a document", () => {
  it("are the usual ones where nothing is known of it", () => {
    expect(usual).toEqual({ draft: -0.5, published: -2 });
    expect(shiftsOf([], priors, usual)).toEqual(usual);
  });

  it("go down where there is nothing wrong, and up where there is much, as far as their range goes", () => {
    expect(shiftsOf([sample("draft", 100_000)], priors, usual).draft).toBeCloseTo(-1.2);
    expect(shiftsOf([sample("draft", 300, ...many(60, 0.95))], priors, usual).draft).toBeCloseTo(0.4);
  });

  it("are what the odds of its own rate are to those of the context", () => {
    // So sure that a shift moves nothing: 20 mistakes in 400 words, beside 4 in 200, are 4 in 100.
    const { draft } = shiftsOf([sample("draft", 400, ...many(20, 1))], priors, usual);
    expect(draft).toBeCloseTo(-0.5 + Math.log(0.04 / 0.96) - Math.log(0.02 / 0.98), 2);
  });

  it("stay as they were where they would move by less than a step, and only there", () => {
    const kept = { draft: -0.45, published: -2 };
    expect(shiftsOf([sample("draft", 50)], priors, kept).draft).toBe(-0.45);
    expect(shiftsOf([sample("draft", 2_000)], priors, kept).draft).toBeLessThan(-0.9);
  });

  it("do not go back by themselves once they have moved", () => {
    const samples = [sample("draft", 300, ...many(12, 0.95))];
    const moved = shiftsOf(samples, priors, usual);
    expect(moved.draft).toBeGreaterThan(-0.1);
    expect(shiftsOf([...samples, sample("draft", 60)], priors, moved)).toEqual(moved);
  });

  it("of one context say nothing of the other", () => {
    const { published } = shiftsOf([sample("draft", 300, ...many(60, 0.95))], priors, usual);
    expect(published).toBe(-2);
  });

  it("count what excludes each other once", () => {
    const pair = (group: number) => [0, 1].map((index) => ({ ...slot("replace", index, "a"), chance: 0.95, group }));
    const one = sample("draft", 300, ...many(12, 0.95));
    const twofold = { ...one, scores: Array.from({ length: 12 }, (_, group) => pair(group)).flat() };
    expect(shiftsOf([twofold], priors, usual)).toEqual(shiftsOf([one], priors, usual));
  });
});
