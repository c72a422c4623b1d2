import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { splitWords } from "../../src/grammar/words.js";
import { freshAdapter } from "../../src/training/adapterVector.js";
import { align } from "../../src/training/align.js";
import { collate, type StepInputs } from "../../src/training/batches.js";
import { screeningRow } from "../../src/training/labels.js";
import { learn, type Learning, type Stepper } from "../../src/training/learn.js";
import { openStepper } from "../../src/training/node/trainStep.js";
import { createRandom } from "../../src/training/seeded.js";
import { modelFolder, shippedModel } from "../inference/shippedModel.js";

let stepper: Stepper;
beforeAll(async () => {
  stepper = await openStepper(join(modelFolder, "train.onnx"));
}, 60_000);
afterAll(() => stepper.close());

async function lesson(): Promise<StepInputs> {
  const { rules, examination } = await shippedModel();
  const pairs = [
    ["We utilise a small cache.", "We use a small cache."],
    ["They utilise the old key.", "They use the old key."],
  ] as const;
  const rows = pairs.map(([source, target]) => {
    const [words, right] = [source, target].map((text) => splitWords(text, rules.words)) as [never, never];
    return { row: screeningRow({ words, edits: align(words, right) }, examination.pieces, 128), weight: 1 };
  });
  return collate(rows);
}

function* again(batch: StepInputs): Generator<StepInputs> {
  for (;;) yield batch;
}

describe("learn", () => {
  it("lowers the loss of a few sentences in a few steps, and leaves the start as it was", async () => {
    const { manifest } = await shippedModel();
    const { layout } = manifest.training!;
    const batch = await lesson();
    const start = freshAdapter(layout, manifest.hiddenSize, createRandom(1));
    const copy = start.slice();
    let steps = 0;
    const learning: Learning = {
      stepper,
      batches: again(batch),
      heldOut: [batch],
      layout,
      spent: () => Math.min(1, steps++ / 12),
      isCancelled: () => false,
      onStep: () => undefined,
    };
    const { adapter, first, best } = await learn(start, learning);
    expect(best).toBeLessThan(0.8 * first);
    expect(start).toEqual(copy);
    expect((await stepper.step(batch, adapter)).loss).toBeCloseTo(best, 5);
  }, 300_000);

  it("ends early, with the best state, when the held-out loss only rises", async () => {
    const losses = [3, 2, 2.5, 2.6, 2.7, 2.8];
    let looks = 0;
    const rising: Stepper = {
      step: (inputs, adapter) =>
        Promise.resolve({ loss: inputs["held"] ? losses[looks++]! : 1, gradient: adapter.map(() => 1) }),
      close: () => Promise.resolve(),
    };
    const held = { held: { type: "float32", data: Float32Array.of(0), dims: [1] } } as const;
    let time = 0;
    const { steps, first, best, adapter } = await learn(Float32Array.of(0), {
      stepper: rising,
      batches: again({}),
      heldOut: [held],
      layout: [{ name: "tag_out", start: 0, end: 1 }],
      spent: () => Math.min(1, time++ / 80),
      isCancelled: () => false,
      onStep: () => undefined,
    });
    expect({ first, best }).toEqual({ first: 3, best: 2 });
    // Looks come after every eighth of the time; the fourth is the third without a gain.
    expect(steps).toBe(40);
    expect(adapter[0]).toBeLessThan(0);
  });
});
