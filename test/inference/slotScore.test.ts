import { describe, expect, it } from "vitest";
import type { Operation } from "../../src/grammar/scorer.js";
import { slotScore, type Judged } from "../../src/inference/judge.js";

function judged(text: string, probability: number, operation: Operation = "replace"): Judged {
  const proposal = { operation, index: 2, text, pieces: [] };
  return { proposal, text, features: [], logOdds: 0, probability, logLikelihood: -1, typedLogLikelihood: -9, isHabitual: false }; // prettier-ignore
}

const shown = (...all: Judged[]) =>
  slotScore(all, 5, 0.1)?.candidates.map(({ text, probability }) => [text, Number(probability.toFixed(3))]);

describe("the score of a place", () => {
  it("gives the rivals of the best no more than it leaves", () => {
    expect(shown(judged(".", 0.4), judged("?", 0.9), judged("!", 0.1))).toEqual([
      ["?", 0.9],
      [".", 0.08],
      ["!", 0.02],
    ]);
  });

  it("counts rivals of another kind among them, though they are not shown", () => {
    expect(shown(judged("has", 0.8), judged("had", 0.2), judged("", 0.2, "delete"))).toEqual([
      ["has", 0.8],
      ["had", 0.1],
    ]);
  });

  it("leaves probabilities alone that can all be true", () => {
    expect(shown(judged("has", 0.6), judged("had", 0.3))).toEqual([
      ["has", 0.6],
      ["had", 0.3],
    ]);
    expect(shown(judged("has", 0.6))).toEqual([["has", 0.6]]);
  });

  it("is none below the floor", () => {
    expect(shown(judged("has", 0.05))).toBeUndefined();
  });
});
