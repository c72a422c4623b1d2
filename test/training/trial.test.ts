import { beforeAll, expect, it } from "vitest";
import type { EditBias } from "../../src/inference/editBiases.js";
import { type LoadedModel, loadModel } from "../../src/inference/node/loadModel.js";
import { readPair } from "../../src/training/heldOut.js";
import type { Example } from "../../src/training/labels.js";
import type { Pair } from "../../src/training/measure.js";
import { observe } from "../../src/training/observations.js";
import { shippedSentences } from "../../src/training/rehearsal.js";
import { type Exam, standingOf } from "../../src/training/standing.js";
import type { Tools } from "../../src/training/tools.js";
import { decide, type Trial } from "../../src/training/trial.js";
import { modelFolder, sentencesOf, settings, shippedModel } from "../inference/shippedModel.js";

const LENGTH = 132_270;
const NOTHING = { share: 0, vector: new Float32Array(LENGTH) };
/** Harms every sentence: noise in place of what was learnt. */
const HARMFUL = { share: 1, vector: Float32Array.from({ length: LENGTH }, (_, at) => Math.sin(at * 12.9898) * 3) };
const CORRECTIONS: readonly Pair[] = [
  { source: "We employ the tool every day.", target: "We use the tool every day." },
  { source: "They employ the new report to plan the work.", target: "They use the new report to plan the work." },
  { source: "We took two steps.", target: "We took three steps." },
  { source: "There are two pages.", target: "There are three pages." },
];
const { regression } = shippedSentences();

let model: LoadedModel;
let opened: (Float32Array | undefined)[];
const tools: Pick<Tools, "openModel" | "now"> = {
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
 * @param sound sentences that the project is measured by as well
 */
async function trialOf(
  shipped: readonly Pair[],
  learnt = 0,
  seen = learnt,
  sound: readonly Pair[] = [],
): Promise<Trial> {
  const read = (pairs: readonly Pair[]): Example[] => pairs.flatMap((pair) => readPair(pair, (text) => sentencesOf(text, model))); // prettier-ignore
  const examples = read(CORRECTIONS.slice(0, seen));
  const corrections = CORRECTIONS.slice(0, seen).map((pair) => ({ ...pair, origin: "byHand" as const }));
  const exam: Exam = {
    project: [...regression.slice(12, 18), ...sound],
    regression: shipped,
    lessons: { prose: [], corrections, ignored: [], words: [] },
    isCancelled: () => false,
  };
  const practice = { corrections: examples, ignored: [], sound: [], held: read(sound), shipped: [] };
  const observer = { ...model, isCancelled: () => false, isLate: () => true };
  return {
    corrections: examples.slice(0, learnt),
    heldOut: examples.slice(learnt),
    observations: seen > 0 ? await observe(practice, observer) : undefined,
    usages: [],
    exam,
    before: await standingOf(model, exam),
  };
}
const typed = ({ adaptation }: Awaited<ReturnType<typeof decide>>) => adaptation.habits.map((habit) => habit.typed);

it("goes no further than the shipped sentences bear, and keeps nothing that is no better", async () => {
  opened = [];
  const trial = await trialOf(regression.slice(0, 12));
  const { regressionBefore, regressionAfter, kept } = await decide(trial, [NOTHING, HARMFUL], tools, 1);
  expect(opened).toEqual([NOTHING.vector, HARMFUL.vector]);
  expect(regressionAfter).toEqual(regressionBefore);
  expect(kept).toBe(false);
}, 60_000);

it("takes habits alone where what was learnt beside them harms the project", async () => {
  const decided = await decide(await trialOf([], 2), [NOTHING, HARMFUL], tools, 1);
  expect({ kept: decided.kept, typed: typed(decided) }).toEqual({ kept: true, typed: ["employ"] });
  expect(decided).toMatchObject({ share: 0, adaptation: { vector: NOTHING.vector } });
}, 60_000);

it("is more cautious with habits where the project does not bear them", async () => {
  const sound = ["There are two cups.", "We took two steps.", "There are two pages."].map((text) => ({ source: text, target: text })); // prettier-ignore
  const decided = await decide(await trialOf([], 4, 4, sound), [NOTHING], tools, 1);
  expect({ kept: decided.kept, typed: typed(decided) }).toEqual({ kept: true, typed: ["employ"] });
  expect(decided.after.alarmsPer1000.value).toBe(0);
  expect(typed(await decide(await trialOf([], 4), [NOTHING], tools, 1))).toEqual(["employ", "two"]);
}, 60_000);

it("measures no habits again that a cautious manner leaves as they are", async () => {
  opened = [];
  const decided = await decide(await trialOf([], 2), [HARMFUL], tools, 1);
  expect({ kept: decided.kept, typed: typed(decided) }).toEqual({ kept: false, typed: ["employ"] });
  expect(opened).toHaveLength(1);
}, 60_000);

it("goes on to what is quieter by more than chance", async () => {
  const sound = regression.filter(({ source, target }) => source === target).slice(0, 20);
  const trial = await trialOf([], 2, 2, sound);
  const everywhere: EditBias = { operation: "replace", typed: "the", text: "a", bias: 20 };
  const noisy: typeof tools = {
    ...tools,
    openModel: (adaptation) => {
      const habits = adaptation?.vector === HARMFUL.vector ? [...adaptation.habits, everywhere] : adaptation!.habits;
      return loadModel(modelFolder, { ...settings, adapter: { ...adaptation!, vector: NOTHING.vector, habits } });
    },
  };
  const decided = await decide(trial, [HARMFUL, NOTHING], noisy, 1);
  expect({ share: decided.share, kept: decided.kept }).toEqual({ share: 0, kept: true });
  const other = await decide(trial, [NOTHING, HARMFUL], noisy, 1);
  expect({ share: other.share, kept: other.kept }).toEqual({ share: 0, kept: true });
}, 60_000);

it("learns from what was held out as well, once the verdict is given, if the shipped sentences bear it", async () => {
  const habitsAfter = async (shipped: readonly Pair[], known?: number) => {
    const trial = await trialOf(shipped, 3, 4);
    const before = known === undefined ? trial.before : { ...trial.before, lessons: { known, of: 4 } };
    const decided = await decide({ ...trial, before }, [NOTHING], tools, 1);
    return { kept: decided.kept, typed: typed(decided) };
  };
  const bearable = regression.filter(({ source }) => !source.includes("two")).slice(0, 6);
  const sound = { source: "There are two cups.", target: "There are two cups." };
  expect(await habitsAfter(bearable)).toEqual({ kept: true, typed: ["employ", "two"] });
  expect(await habitsAfter([...bearable, sound])).toEqual({ kept: true, typed: ["employ"] });
  expect(await habitsAfter(bearable, 4)).toEqual({ kept: false, typed: ["employ"] });
}, 60_000);

it("tries only the nearest when the time is over, and says why it is refused", async () => {
  opened = [];
  const trial = await trialOf(regression.slice(0, 12));
  const { kept, reason } = await decide(trial, [HARMFUL, NOTHING], tools, -1);
  expect(opened).toEqual([HARMFUL.vector]);
  expect({ kept, reason }).toEqual({ kept: false, reason: expect.stringContaining("did worse on the sentences that ship") as string }); // prettier-ignore
}, 60_000);
