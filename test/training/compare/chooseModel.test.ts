import { beforeAll, expect, it } from "vitest";
import type { EditBias } from "../../../src/inference/editBiases.js";
import { type LoadedModel, loadModel } from "../../../src/inference/node/loadModel.js";
import { chooseModel, type Choice } from "../../../src/training/compare/chooseModel.js";
import { evaluate, type EvaluationSets } from "../../../src/training/compare/evaluate.js";
import { fitEditBiases } from "../../../src/training/learn/fitEditBiases.js";
import { shippedSentences } from "../../../src/training/learn/rehearsal.js";
import { scoreOccurrences } from "../../../src/training/learn/scoreOccurrences.js";
import { readPairs } from "../../../src/training/learn/split.js";
import type { Example } from "../../../src/training/learn/wordEdits.js";
import type { Pair, TrainingEnvironment } from "../../../src/training/types.js";
import { modelFolder, sentencesOf, settings, shippedManifest, shippedModel } from "../../inference/shippedModel.js";

const LENGTH = shippedManifest.adapterLength;
const trained = (vector: Float32Array) => ({ adapter: vector, first: 2, best: 1 });
const NOTHING = trained(new Float32Array(LENGTH));
/** Harms every sentence: noise in place of what was learnt. */
const HARMFUL = trained(Float32Array.from({ length: LENGTH }, (_, at) => Math.sin(at * 12.9898) * 3));
const CORRECTIONS: readonly Pair[] = [
  { source: "We employ the tool every day.", target: "We use the tool every day." },
  { source: "They employ the new report to plan the work.", target: "They use the new report to plan the work." },
  { source: "We took two steps.", target: "We took three steps." },
  { source: "There are two pages.", target: "There are three pages." },
];
const { regression } = shippedSentences();

let model: LoadedModel;
let opened: (Float32Array | undefined)[];
const environment: Pick<TrainingEnvironment, "openModel" | "now"> = {
  openModel: (adaptation) => {
    opened.push(adaptation?.vector);
    return loadModel(modelFolder, { ...settings, adapter: adaptation });
  },
  now: () => 0,
};

beforeAll(async () => {
  model = await shippedModel();
  opened = [];
});

/**
 * @param learnt how many of the corrections are learnt from; the others are held out
 * @param clean sentences that the project is measured by as well
 */
async function choiceOf(
  shipped: readonly Pair[],
  learnt = 0,
  seen = learnt,
  clean: readonly Pair[] = [],
): Promise<Choice> {
  const read = (pairs: readonly Pair[]): Example[] => readPairs(pairs, (text) => sentencesOf(text, model));
  const examples = read(CORRECTIONS.slice(0, seen));
  const corrections = CORRECTIONS.slice(0, seen).map((pair) => ({ ...pair, origin: "byHand" as const }));
  const sets: EvaluationSets = {
    project: [...regression.slice(12, 18), ...clean],
    regression: shipped,
    data: { prose: [], corrections, ignored: [], words: [] },
    isCancelled: () => false,
  };
  const biasData = { corrections: examples, ignored: [], clean: [], held: read(clean), shipped: [] };
  const scored = await scoreOccurrences(biasData, model, () => false, () => true); // prettier-ignore
  return {
    corrections: examples.slice(0, learnt),
    heldCorrections: examples.slice(learnt),
    biasesFrom: (some) => fitEditBiases(scored, some),
    allowlist: [],
    sets,
    before: await evaluate(model, sets),
  };
}
const typed = ({ adaptation }: Awaited<ReturnType<typeof chooseModel>>) => adaptation.editBiases.map((bias) => bias.typed); // prettier-ignore
const asClean = (text: string): Pair => ({ source: text, target: text });

it("goes no further than the shipped sentences bear, and keeps nothing that is no better", async () => {
  opened = [];
  const choice = await choiceOf(regression.slice(0, 12));
  const { regressionBefore, regressionAfter, kept, isAdapted } = await chooseModel(choice, HARMFUL, environment, 1);
  expect(opened).toEqual([NOTHING.adapter, HARMFUL.adapter]);
  expect(regressionAfter).toEqual(regressionBefore);
  expect({ kept, isAdapted }).toEqual({ kept: false, isAdapted: false });
});

it("takes biases alone where what was learnt beside them harms the project", async () => {
  const chosen = await chooseModel(await choiceOf([], 2), HARMFUL, environment, 1);
  expect({ kept: chosen.kept, typed: typed(chosen) }).toEqual({ kept: true, typed: ["employ"] });
  expect(chosen).toMatchObject({ isAdapted: false, adaptation: { vector: NOTHING.adapter } });
});

it("takes no bias that the project does not bear", async () => {
  const clean = ["There are two cups.", "We took two steps.", "There are two pages."].map(asClean);
  const chosen = await chooseModel(await choiceOf([], 4, 4, clean), NOTHING, environment, 1);
  expect({ kept: chosen.kept, typed: typed(chosen) }).toEqual({ kept: true, typed: ["employ"] });
  expect(chosen.after.alarmsPer1000.value).toBe(0);
  expect(typed(await chooseModel(await choiceOf([], 4), NOTHING, environment, 1))).toEqual(["employ", "two"]);
});

it("takes the adapter where the project is quieter by more than chance", async () => {
  const clean = regression.filter(({ source, target }) => source === target).slice(0, 20);
  const choice = await choiceOf([], 2, 2, clean);
  const everywhere: EditBias = { operation: "replace", typed: "the", text: "a", bias: 20 };
  const QUIET = trained(new Float32Array(LENGTH).fill(1e-9));
  const noisyBut = (quiet: Float32Array): typeof environment => ({
    ...environment,
    openModel: (adaptation) => {
      const { vector, editBiases } = adaptation!;
      const biases = vector === quiet ? editBiases : [...editBiases, everywhere];
      return loadModel(modelFolder, { ...settings, adapter: { ...adaptation!, vector: NOTHING.adapter, editBiases: biases } }); // prettier-ignore
    },
  });
  const chosen = await chooseModel(choice, QUIET, noisyBut(QUIET.adapter), 1);
  expect({ isAdapted: chosen.isAdapted, kept: chosen.kept }).toEqual({ isAdapted: true, kept: true });
  expect(chosen.adaptation.vector).toBe(QUIET.adapter);
  const noisy = await chooseModel(choice, QUIET, noisyBut(new Float32Array(0)), 1);
  expect({ isAdapted: noisy.isAdapted, kept: noisy.kept }).toEqual({ isAdapted: false, kept: false });
});

it("learns from what was held out as well, once it is decided, if the shipped sentences bear it", async () => {
  const biasesAfter = async (shipped: readonly Pair[], known?: number) => {
    const choice = await choiceOf(shipped, 3, 4);
    const before = known === undefined ? choice.before : { ...choice.before, decisions: { known, of: 4 } };
    const chosen = await chooseModel({ ...choice, before }, NOTHING, environment, 1);
    return { kept: chosen.kept, typed: typed(chosen) };
  };
  const bearable = regression.filter(({ source }) => !source.includes("two")).slice(0, 6);
  expect(await biasesAfter(bearable)).toEqual({ kept: true, typed: ["employ", "two"] });
  expect(await biasesAfter([...bearable, asClean("There are two cups.")])).toEqual({ kept: true, typed: ["employ"] });
  expect(await biasesAfter(bearable, 4)).toEqual({ kept: false, typed: ["employ"] });
});

it("tries no adapter when the time is over, or when it is no better under masks", async () => {
  const choice = await choiceOf(regression.slice(0, 12));
  for (const [learnt, end] of [
    [HARMFUL, -1],
    [{ ...HARMFUL, best: 2 }, 1],
  ] as const) {
    // prettier-ignore
    opened = [];
    expect((await chooseModel(choice, learnt, environment, end)).isAdapted).toBe(false);
    expect(opened).toEqual([NOTHING.adapter]);
  }
});

it("says why what does worse on the sentences that ship is refused", async () => {
  const everywhere: EditBias = { operation: "replace", typed: "the", text: "a", bias: 20 };
  const choice = { ...(await choiceOf(regression.slice(0, 60))), biasesFrom: () => [everywhere] };
  const { kept, reason } = await chooseModel(choice, NOTHING, environment, -1);
  expect({ kept, reason }).toEqual({ kept: false, reason: expect.stringContaining("did worse on the sentences that ship") as string }); // prettier-ignore
});
