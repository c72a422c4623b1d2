import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { splitWords } from "../../../src/grammar/words.js";
import { collate, maskedRow } from "../../../src/training/learn/maskedExamples.js";
import { createRandom } from "../../../src/training/learn/random.js";
import {
  freshAdapter,
  type StepInputs,
  train,
  type TrainRun,
  type TrainStep,
} from "../../../src/training/learn/train.js";
import { wordEdits } from "../../../src/training/learn/wordEdits.js";
import { openStep } from "../../../src/training/node/trainStep.js";
import { modelFolder, shippedModel } from "../../inference/shippedModel.js";

let step: TrainStep;
beforeAll(async () => {
  step = await openStep(join(modelFolder, "train.onnx"));
});
afterAll(() => step.close());

async function corrections(): Promise<StepInputs> {
  const { rules, cascade } = await shippedModel();
  const pairs = [
    ["We utilise a small cache.", "We use a small cache."],
    ["They utilise the old key.", "They use the old key."],
  ] as const;
  const rows = pairs.map(([source, target]) => {
    const [words, right] = [source, target].map((text) => splitWords(text, rules.words)) as [never, never];
    const example = { words, edits: wordEdits(words, right) };
    return {
      row: maskedRow(example, cascade.pieces, 128, createRandom(1), { word: 0, wrong: 1, gap: 0 }),
      weight: 1,
    };
  });
  return collate(rows);
}

function* again(batch: StepInputs): Generator<StepInputs> {
  for (;;) yield batch;
}

describe("train", () => {
  it("lowers the loss of a few sentences in a few steps, and leaves the start as it was", async () => {
    const { manifest } = await shippedModel();
    const { layout } = manifest.training!;
    const batch = await corrections();
    const start = freshAdapter(layout, manifest.hiddenSize, createRandom(1));
    const copy = start.slice();
    let steps = 0;
    const run: TrainRun = {
      step,
      batches: again(batch),
      validation: [batch],
      layout,
      spent: () => Math.min(1, steps++ / 12),
      isCancelled: () => false,
      onStep: () => undefined,
    };
    const { adapter, first, best } = await train(start, run);
    expect(best).toBeLessThan(0.8 * first);
    expect(start).toEqual(copy);
    expect((await step.step(batch, adapter)).loss).toBeCloseTo(best, 5);
  }, 300_000);

  it("ends early, with the best state, when the validation loss only rises", async () => {
    const losses = [3, 2, 2.5, 2.6, 2.7, 2.8];
    let looks = 0;
    const rising: TrainStep = {
      step: (inputs, adapter) =>
        Promise.resolve({ loss: inputs["held"] ? losses[looks++]! : 1, gradient: adapter.map(() => 1) }),
      close: () => Promise.resolve(),
    };
    const held = { held: { type: "float32", data: Float32Array.of(0), dims: [1] } } as const;
    let time = 0;
    const { steps, first, best, adapter } = await train(Float32Array.of(0), {
      step: rising,
      batches: again({}),
      validation: [held],
      layout: [{ name: "masked.bias", start: 0, end: 1 }],
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

const layout = [
  { name: "layer.0.query.down", start: 0, end: 400 },
  { name: "layer.0.query.up", start: 400, end: 800 },
  { name: "tag_out", start: 800, end: 820 },
  { name: "masked.bias", start: 820, end: 900 },
];

it("begins with one factor of each product random and all else zero, so that nothing changes and all can learn", () => {
  const vector = freshAdapter(layout, 100, createRandom(3));
  const down = vector.subarray(0, 400);
  expect(down.every((value) => value !== 0)).toBe(true);
  expect(Math.sqrt(down.reduce((sum, value) => sum + value * value, 0) / 400)).toBeCloseTo(0.1, 1);
  expect(vector.subarray(400).every((value) => value === 0)).toBe(true);
  expect(freshAdapter(layout, 100, createRandom(3))).toEqual(vector);
});

it("moves what is read under masks, and leaves the screening heads alone", async () => {
  const steep: TrainStep = {
    step: (_, adapter) => Promise.resolve({ loss: -adapter.reduce((sum, value) => sum + value, 0), gradient: adapter.map(() => -1) }), // prettier-ignore
    close: () => Promise.resolve(),
  };
  let time = 0;
  const { adapter } = await train(new Float32Array(900), {
    step: steep,
    batches: again({}),
    validation: [{}],
    layout,
    spent: () => Math.min(1, time++ / 20),
    isCancelled: () => false,
    onStep: () => undefined,
  });
  expect(layout.map(({ start, end }) => adapter.subarray(start, end).every((value) => value > 0))).toEqual([true, true, false, true]); // prettier-ignore
  expect(adapter.subarray(800, 820).every((value) => value === 0)).toBe(true);
});
