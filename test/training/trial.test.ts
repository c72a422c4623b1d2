import { beforeAll, expect, it } from "vitest";
import { loadModel } from "../../src/inference/node.js";
import type { AdapterPart } from "../../src/training/adapterVector.js";
import type { Material } from "../../src/training/course.js";
import { shippedSentences } from "../../src/training/rehearsal.js";
import { standingOf, type Exam } from "../../src/training/standing.js";
import type { Tools } from "../../src/training/tools.js";
import { decide, type Trial } from "../../src/training/trial.js";
import { modelFolder, settings } from "../inference/shippedModel.js";

const LENGTH = 132_270;
const { regression } = shippedSentences();
const exam: Exam = {
  project: regression.slice(12, 18),
  regression: regression.slice(0, 12),
  lessons: { prose: [], corrections: [], ignored: [], words: [] },
  isCancelled: () => false,
};
const nothing: Material = { prose: [], doubted: [], corrections: [], ignored: [], rehearsal: [] };
/** Harms every sentence: noise in place of what was learnt. */
const HARMFUL = Float32Array.from({ length: LENGTH }, (_, at) => Math.sin(at * 12.9898) * 3);

let trial: Trial;
let opened: (Float32Array | undefined)[];
const tools: Pick<Tools, "openModel" | "now"> = {
  openModel: (adaptation) => {
    opened.push(adaptation?.vector);
    return loadModel(modelFolder, { ...settings, adapter: adaptation });
  },
  now: () => 0,
};

beforeAll(async () => {
  const model = await loadModel(modelFolder, settings);
  const layout: readonly AdapterPart[] = model.contract.training!.layout;
  const before = await standingOf(model, exam).finally(() => model.close());
  trial = { layout, material: nothing, shipped: [], exam, before };
}, 60_000);

it("takes less and less of what harms the shipped sentences, in the end nothing", async () => {
  opened = [];
  const { regressionBefore, regressionAfter, kept } = await decide(trial, HARMFUL, true, tools, {
    practice: 0,
    end: 1,
  });
  const strengths = opened.map((vector) => Math.max(...vector!.subarray(LENGTH - 100).map(Math.abs)));
  expect(strengths).toEqual([...strengths].sort((a, b) => b - a));
  expect(strengths).toHaveLength(4);
  expect(strengths.at(-1)).toBe(0);
  expect(regressionAfter).toEqual(regressionBefore);
  expect(kept).toBe(false);
}, 60_000);

it("tries no shares when the time is over", async () => {
  opened = [];
  await decide(trial, HARMFUL, true, tools, { practice: 0, end: -1 });
  expect(opened).toHaveLength(1);
}, 60_000);

it("measures what goes on from another adapter whole", async () => {
  opened = [];
  const { kept, reason } = await decide(trial, HARMFUL, false, tools, { practice: 0, end: 1 });
  expect(opened).toEqual([HARMFUL]);
  expect({ kept, reason }).toEqual({ kept: false, reason: expect.stringContaining("did worse on the sentences that ship") as string }); // prettier-ignore
}, 60_000);
