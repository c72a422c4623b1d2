import { describe, expect, it } from "vitest";
import type { Operation } from "../../src/grammar/scorer.js";
import type { ScoredEdit } from "../../src/inference/scoreEdits.js";
import { slotScores } from "../../src/inference/slotScores.js";

const weights = { best: 1, any: 0, intercept: 0 };

function scored(text: string, probability: number, operation: Operation = "replace"): ScoredEdit {
  const candidate = { operation, index: 2, text, pieces: [] };
  return { candidate, text, features: [], logOdds: 0, probability, logLikelihood: -1, typedLogLikelihood: -9, isPersonal: false }; // prettier-ignore
}

const shown = (...all: ScoredEdit[]) =>
  slotScores(all, weights, 0.1, 0).map(({ operation, candidates }) => [
    operation,
    ...candidates.map(({ text, probability }) => [text, Number(probability.toFixed(3))]),
  ]);

describe("the scores of a place", () => {
  it("give the rivals of the best no more than it leaves", () => {
    expect(shown(scored(".", 0.4), scored("?", 0.9), scored("!", 0.1))).toEqual([
      ["replace", ["?", 0.9], [".", 0.08], ["!", 0.02]],
    ]);
  });

  it("are one group for all operations, the likeliest first", () => {
    expect(shown(scored("has", 0.2), scored("", 0.7, "delete"), scored("had", 0.2))).toEqual([
      ["delete", ["", 0.7]],
      ["replace", ["has", 0.15], ["had", 0.15]],
    ]);
    expect(new Set(slotScores([scored("has", 0.2), scored("", 0.7, "delete")], weights, 0.1, 3).map(({ group }) => group))).toEqual(new Set([3])); // prettier-ignore
  });

  it("leave probabilities alone that can all be true", () => {
    expect(shown(scored("has", 0.6), scored("had", 0.3))).toEqual([["replace", ["has", 0.6], ["had", 0.3]]]);
  });

  it("say how likely any of them is", () => {
    const [both] = slotScores([scored("has", 0.4), scored("", 0.4, "delete")], { best: 0, any: 1, intercept: 0 }, 0, 0);
    expect(both!.chance).toBeCloseTo(1 - 0.6 * 0.6);
  });

  it("weigh the best, any of them, and what is known of all places", () => {
    const [found] = slotScores(
      [scored("has", 0.4), scored("had", 0.2)],
      { best: 0.5, any: 0.25, intercept: -0.3 },
      0,
      0,
    );
    const odds = 0.5 * Math.log(0.4 / 0.6) + 0.25 * Math.log(0.52 / 0.48) - 0.3;
    expect(found!.chance).toBeCloseTo(1 / (1 + Math.exp(-odds)), 10);
  });

  it("are of five different candidates at most, and say which the writer makes again and again", () => {
    const texts = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
    const all = slotScores([{ ...scored("a", 0.5), isPersonal: true }, ...texts.map((text) => scored(text, 0.04))], weights, 0, 0); // prettier-ignore
    const candidates = all.flatMap((one) => one.candidates);
    expect(candidates.map(({ text }) => text)).toEqual(texts.slice(0, candidates.length));
    expect(candidates).toHaveLength(5);
    expect(candidates[0]).toMatchObject({ isPersonal: true });
    expect(candidates[1]).not.toHaveProperty("isPersonal");
  });

  it("are none below the floor, and none of nothing", () => {
    expect(slotScores([], weights, 0, 0)).toEqual([]);
    expect(slotScores([scored("has", 0.5)], weights, 0.5, 0)).toHaveLength(1);
    expect(shown(scored("has", 0.05))).toEqual([]);
  });
});
