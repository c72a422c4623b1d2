import fc from "fast-check";
import { expect, it } from "vitest";
import { runCascade } from "../../src/inference/cascade.js";
import { GATE_FEATURES } from "../../src/inference/gate.js";
import { batchesOf } from "../../src/inference/graphs.js";
import { sentencesOf, shippedModel } from "./shippedModel.js";

const SHUT = { baseline: -1, trees: [], least: 0 };

it("masks nothing that a gate turns back", async () => {
  const { cascade, ...model } = await shippedModel();
  const sentences = sentencesOf("We has recieve the the package, and it were good.", { cascade, ...model });
  const places = async (gates: typeof cascade.gates): Promise<number> =>
    (await runCascade(sentences, { ...cascade, gates }, () => false))!.flat().length;
  expect(await places({ word: SHUT, gap: SHUT })).toBe(0);
  expect(await places(cascade.gates)).toBeGreaterThan(0);
});

it("shows the gate one number for each of its features", async () => {
  const model = await shippedModel();
  const sentences = sentencesOf("She have three cat and a dog", model);
  const scored = (await runCascade(sentences, model.cascade, () => false))!.flat();
  expect(scored.map(({ gateFeatures }) => gateFeatures.length)).toEqual(scored.map(() => GATE_FEATURES.length));
  expect(scored.flatMap(({ gateFeatures }) => gateFeatures).every(Number.isFinite)).toBe(true);
});

it("puts every row into one batch of limited size, and none beside rows much shorter", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 2, max: 128 })), fc.integer({ min: 1, max: 1000 }), (lengths, limit) => {
      const batches = batchesOf(lengths, limit);
      expect(batches.flat().sort((a, b) => a - b)).toEqual(lengths.map((_, index) => index));
      for (const batch of batches) {
        const own = batch.map((index) => lengths[index]!);
        if (batch.length > 1) expect(batch.length * Math.max(...own)).toBeLessThanOrEqual(limit);
        expect(batch.length * Math.max(...own)).toBeLessThanOrEqual(1.1 * own.reduce((sum, length) => sum + length, 0));
      }
    }),
  );
});
