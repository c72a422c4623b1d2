import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { loadModel } from "../../src/inference/node/loadModel.js";
import { shippedSentences } from "../../src/training/learn/rehearsal.js";
import { openStep } from "../../src/training/node/trainStep.js";
import { retrain } from "../../src/training/retrain.js";
import type { Progress, TrainingData, TrainingEnvironment } from "../../src/training/types.js";
import { modelFolder, settings, shippedManifest } from "../inference/shippedModel.js";

/** A clock that goes on by a second each time it is read: the same number of steps on any machine. */
function tickingClock(): () => number {
  let time = 0;
  return () => (time += 1_000);
}

const { regression, rehearsal } = shippedSentences();

function environment(): TrainingEnvironment {
  return {
    openModel: (adapter) => loadModel(modelFolder, { ...settings, adapter }),
    openStep: () => openStep(join(modelFolder, "train.onnx")),
    shipped: { regression: regression.slice(0, 12), rehearsal: rehearsal.slice(0, 24) },
    now: tickingClock(),
  };
}

/** A correction that the model would not make by itself, in a few sentences. */
const HOUSE_STYLE = ["build", "page", "file", "test", "report"].map((word) => ({
  source: `Please utilise the new ${word} from today on.`,
  target: `Please use the new ${word} from today on.`,
  origin: "byHand" as const,
}));

/** A phrase that the model flags, as often as a project needs to be used to it. */
const DISCUSSIONS = ["Anna", "Peter", "Maria", "Thomas", "Julia", "Martin", "Laura", "David"].map((name) => `We discuss about the report of ${name}.`); // prettier-ignore

const DATA: TrainingData = {
  prose: [...rehearsal.slice(60, 90).map(({ target }) => target), ...DISCUSSIONS],
  corrections: HOUSE_STYLE,
  ignored: [],
  words: [],
};

const quiet = { onProgress: () => undefined, isCancelled: () => false };
const options = { minutes: 1, seed: 1, threads: 1 as const };

describe("retrain", () => {
  let progress: Progress[];
  let outcome: Awaited<ReturnType<typeof retrain>>;

  beforeAll(async () => {
    progress = [];
    outcome = await retrain(DATA, options, environment(), { ...quiet, onProgress: (one) => progress.push(one) });
  }, 600_000);

  it("says how far it is and measures before and after", () => {
    expect(outcome.steps).toBeGreaterThan(3);
    expect(new Set(progress.map(({ phase }) => phase))).toEqual(new Set(["measuring", "learning", "checking"]));
    const shares = progress.map(({ share }) => share);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(outcome.before.cleanWords).toBeGreaterThan(50);
    expect(outcome.regressionAfter.corrections).toBe(12);
    expect(outcome.decisionsAfter.of).toBe(HOUSE_STYLE.length);
    expect(outcome.curveAfter.map(({ threshold }) => threshold)).toEqual(outcome.curveBefore.map(({ threshold }) => threshold)); // prettier-ignore
  });

  it("gives a vector of the length that the inference graphs take", () => {
    expect(outcome.adaptation.vector.length).toBe(shippedManifest.adapterLength);
    expect(outcome.adaptation.vector.every(Number.isFinite)).toBe(true);
  });

  it("knows what the project writes often, and gives the same by the same seed", async () => {
    expect(outcome.adaptation.allowlist).toEqual([{ typed: "about", between: ["discuss", "the"] }]);
    const again = await retrain(DATA, options, environment(), quiet);
    expect(again.adaptation).toEqual(outcome.adaptation);
  }, 120_000);

  it("has what the writer corrects again and again, and says whether the steps helped", () => {
    expect(outcome.adaptation.editBiases.map(({ typed, text }) => [typed, text])).toEqual([["utilise", "use"]]);
    expect(outcome.isAdapted).toBe(outcome.adaptation.vector.some((value) => value !== 0));
  });
});

it("refuses to learn from nothing", async () => {
  const nothing = { prose: ["One sentence is not enough."], corrections: [], ignored: [], words: [] };
  await expect(retrain(nothing, options, environment(), quiet)).rejects.toMatchObject({ name: "TrainingError" });
});

it("ends with one error when it is cancelled", async () => {
  const cancelled = { ...quiet, isCancelled: () => true };
  await expect(retrain(DATA, options, environment(), cancelled)).rejects.toThrow("cancelled");
});
