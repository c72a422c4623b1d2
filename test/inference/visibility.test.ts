import { expect, it } from "vitest";
import { toLogOdds } from "../../src/grammar/odds.js";
import { type Decision, visibilityOf } from "../../src/inference/visibility.js";

const ensemble = (slope: number, intercept: number) => ({ baseline: 0, trees: [], calibration: { slope, intercept } });
const line = (sure: number, perhaps?: number) => ({ sure, ...(perhaps !== undefined && { perhaps }) });

/** Made up, so that each figure has its say. */
const decision = {
  ensembles: { replace: ensemble(2, 0.5), delete: ensemble(4, 0), insert: ensemble(1, 0), case: ensemble(1, 1) },
  slotWeights: { best: 0.75, any: 0.5, intercept: 0.2 },
  priors: {
    weight: 100,
    draft: { shift: -0.5, rate: 0.02, range: [-1, 1.5] },
    published: { shift: -2, rate: 0.01, range: [-1, 0.25] },
  },
  thresholds: {
    relaxed: { draft: line(0.9), published: line(0.9) },
    balanced: { draft: line(0.7), published: line(0.8) },
    strict: { draft: line(0.6, 0.3), published: line(0.5) },
  },
} as unknown as Decision;

it("says from which raw scores on it depends on text and settings whether an edit is seen", () => {
  const rawAt = (probability: number, shift: number) => (toLogOdds(probability) - shift - 0.2) / 1.25;
  const replaced = visibilityOf("replace", decision);
  expect(replaced.shown).toBeCloseTo((rawAt(0.8, -2) - 0.5) / 2, 10);
  expect(replaced.hidden).toBeCloseTo((rawAt(0.3, -0.5 + 1.5) - 0.5) / 2, 10);
  expect(visibilityOf("split", decision)).toEqual(replaced);
  expect(visibilityOf("delete", decision).shown).toBeCloseTo(rawAt(0.8, -2) / 4, 10);
});
