import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ModelManifest } from "../../src/inference/manifest.js";
import type { StepInputs, TrainStep } from "../../src/training/learn/train.js";
import { openStep } from "../../src/training/node/trainStep.js";
import { modelFolder } from "./model.js";

/** What `scripts/export_training.py` wrote of PyTorch's step. */
interface GoldenStep {
  readonly inputs: Readonly<Record<string, { readonly dims: readonly number[]; readonly values: readonly number[] }>>;
  readonly loss: number;
  /** Length of each part of the gradient. */
  readonly norms: Readonly<Record<string, number>>;
  readonly largest: number;
  readonly samples: readonly (readonly [index: number, slope: number])[];
}

/** Of the largest entry: both sides add the same numbers in another order. */
const TOLERANCE = 1e-5;
const FLOATS = /Weights$|^mask$|^gaps$/u;

const golden = JSON.parse(readFileSync(join(import.meta.dirname, "step.json"), "utf8")) as GoldenStep;
const { training, adapterLength } = JSON.parse(readFileSync(join(modelFolder, "model.json"), "utf8")) as ModelManifest;
let stepper: TrainStep;

beforeAll(async () => {
  stepper = await openStep(join(modelFolder, training!.graph));
});

afterAll(() => stepper.close());

function inputs(): StepInputs {
  return Object.fromEntries(
    Object.entries(golden.inputs).map(([name, { dims, values }]) =>
      FLOATS.test(name)
        ? [name, { type: "float32", data: Float32Array.from(values), dims }]
        : [name, { type: "int32", data: Int32Array.from(values), dims }],
    ),
  );
}

it("has PyTorch's loss and gradient", async () => {
  const adapter = Float32Array.from({ length: adapterLength }, (_, index) => Math.sin(index) / 50);
  const { loss, gradient } = await stepper.step(inputs(), adapter);
  expect(Math.abs(loss - golden.loss)).toBeLessThan(TOLERANCE * golden.loss);
  for (const [index, slope] of golden.samples)
    expect(Math.abs(gradient[index]! - slope), `entry ${String(index)}`).toBeLessThan(TOLERANCE * golden.largest);
  for (const { name, start, end } of training!.layout) {
    const norm = Math.hypot(...gradient.subarray(start, end));
    expect(Math.abs(norm - golden.norms[name]!), name).toBeLessThan(1e-4 * golden.norms[name]! + TOLERANCE * golden.largest); // prettier-ignore
  }
});
