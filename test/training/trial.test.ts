import { beforeAll, expect, it } from "vitest";
import { loadModel } from "../../src/inference/node.js";
import type { AdapterPart } from "../../src/training/adapterVector.js";
import type { Material } from "../../src/training/course.js";
import { readPair } from "../../src/training/heldOut.js";
import { shippedSentences } from "../../src/training/rehearsal.js";
import type { Pair } from "../../src/training/measure.js";
import { standingOf, type Exam } from "../../src/training/standing.js";
import type { Tools } from "../../src/training/tools.js";
import { decide, type Trial } from "../../src/training/trial.js";
import { modelFolder, sentencesOf, settings } from "../inference/shippedModel.js";

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
  trial = { layout, material: nothing, heldOut: [], usages: [], shipped: [], exam, before };
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

it("learns from what was held out as well, once the verdict is given, if the shipped sentences bear it", async () => {
  opened = [];
  const pairs = [
    { source: "We employ the tool every day.", target: "We use the tool every day." },
    { source: "They employ the new report to plan the work.", target: "They use the new report to plan the work." },
    { source: "We took two steps.", target: "We took three steps." },
    { source: "There are two pages.", target: "There are three pages." },
  ];
  const model = await loadModel(modelFolder, settings);
  const examples = pairs.flatMap((pair) => readPair(pair, (text) => sentencesOf(text, model)));
  const lessons = { ...exam.lessons, corrections: pairs.map((pair) => ({ ...pair, origin: "byHand" as const })) };
  const material = { ...nothing, corrections: examples.slice(0, 3) };
  const habitsAfter = async (shipped: readonly Pair[], known?: number) => {
    const own: Exam = { ...exam, regression: shipped, lessons };
    const before = await standingOf(model, own);
    const taught: Trial = {
      ...trial,
      exam: own,
      before: known === undefined ? before : { ...before, lessons: { known, of: 4 } },
      material,
      heldOut: examples.slice(3),
    };
    const { adaptation, kept } = await decide(taught, new Float32Array(LENGTH), true, tools, { practice: 0, end: 1 });
    return { kept, typed: adaptation.habits.map(({ typed }) => typed) };
  };
  const bearable = regression.filter(({ source }) => !source.includes("two")).slice(0, 6);
  const sound = { source: "There are two cups.", target: "There are two cups." };
  expect(await habitsAfter(bearable)).toEqual({ kept: true, typed: ["employ", "two"] });
  expect(await habitsAfter([...bearable, sound])).toEqual({ kept: true, typed: ["employ"] });
  expect(await habitsAfter(bearable, 4)).toEqual({ kept: false, typed: ["employ"] });
  await model.close();
}, 60_000);

it("takes habits alone where what was learnt beside them is no better for the project", async () => {
  opened = [];
  const pairs = [
    { source: "We employ the tool every day.", target: "We use the tool every day." },
    { source: "They employ the new report to plan the work.", target: "They use the new report to plan the work." },
  ];
  const model = await loadModel(modelFolder, settings);
  const corrections = pairs.flatMap((pair) => readPair(pair, (text) => sentencesOf(text, model)));
  const lessons = { ...exam.lessons, corrections: pairs.map((pair) => ({ ...pair, origin: "byHand" as const })) };
  const own: Exam = { ...exam, regression: [], lessons };
  const before = await standingOf(model, own).finally(() => model.close());
  const taught: Trial = { ...trial, exam: own, before, material: { ...nothing, corrections } };
  const { adaptation, kept } = await decide(taught, HARMFUL, true, tools, { practice: 0, end: 1 });
  expect({ kept, typed: adaptation.habits.map(({ typed }) => typed) }).toEqual({ kept: true, typed: ["employ"] });
  expect(
    Math.max(
      ...opened
        .at(-1)!
        .subarray(LENGTH - 100)
        .map(Math.abs),
    ),
  ).toBe(0);
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
