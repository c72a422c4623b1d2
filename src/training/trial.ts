import type { Adaptation } from "../inference/adaptation.js";
import type { Usage } from "../inference/usages.js";
import { weaken, type AdapterPart } from "./adapterVector.js";
import type { Figures, TrainingOutcome } from "./contract.js";
import type { Material } from "./course.js";
import { habitsFrom } from "./habits.js";
import type { Example } from "./labels.js";
import { observe, type Observations } from "./observations.js";
import {
  compare,
  contrast,
  standingInProject,
  standingOf,
  standingOnShipped,
  type Exam,
  type Standing,
} from "./standing.js";
import type { OpenModel, Tools } from "./tools.js";
import { holdsProject, holdsRegression, judge } from "./verdict.js";

/** What is needed to try out what was learnt. */
export interface Trial {
  readonly layout: readonly AdapterPart[];
  readonly material: Material;
  /** Corrections that were not learnt from, to judge by. */
  readonly heldOut: readonly Example[];
  /** What the project is used to write. */
  readonly usages: readonly Usage[];
  /** The shipped regression set. */
  readonly shipped: readonly Example[];
  readonly exam: Exam;
  /** How the model in use stands. */
  readonly before: Standing;
}

/** What trying needs of its surroundings. */
type Opening = Pick<Tools, "openModel" | "now">;

export interface Deadlines {
  /** Milliseconds for trying out habits, for each share of the adapter that is tried with them. */
  readonly practice: number;
  /** When the budget is spent, by the clock. */
  readonly end: number;
}

/** If the whole change costs too much, so much of it is tried. */
const SHARES = [1, 0.6, 0.35];

/**
 * Measures as much of what was learnt as shipped set and project bear, with habits and usages, and judges it; if that is refused, these alone.
 * @param adapter what was learnt
 * @param isFresh false for what goes on from another adapter: it is measured whole, since a share of it would lose the other as well
 * @throws TrainingError if cancelled
 */
export async function decide(
  trial: Trial,
  adapter: Float32Array,
  isFresh: boolean,
  tools: Opening,
  { practice, end }: Deadlines,
): Promise<Omit<TrainingOutcome, "steps" | "seconds">> {
  const { layout, material, usages, exam, before } = trial;
  const attempt = async (share: number) => {
    const vector = weaken(adapter, layout, share);
    const observations = canPractise(material) ? await observeWith(trial, vector, tools, practice) : undefined;
    const habits = observations ? habitsFrom(observations, material.corrections) : [];
    const adaptation: Adaptation = { vector, habits, usages };
    const model = await tools.openModel(adaptation);
    const after = await standingOf(model, exam).finally(() => model.close());
    const comparison = compare(before, after);
    const known = { before: before.lessons.known, after: after.lessons.known };
    return { adaptation, observations, after, comparison, verdict: judge(comparison, known) };
  };
  const share = isFresh ? await bearable(trial, adapter, tools, end) : 1;
  const first = await attempt(share);
  const isWeakened = isFresh && share > 0 && !first.verdict.kept;
  const { adaptation, observations, after, comparison, verdict } = isWeakened ? await attempt(0) : first;
  const completed = verdict.kept && observations ? await complete(trial, adaptation, observations, tools) : undefined;
  return { adaptation, ...comparison, ...completed, ...verdict, ...contrast(before, after) };
}

/**
 * Once the verdict is given, what was held out is a lesson like any other: a habit seldom has more than a few.
 * @returns `undefined` if there is nothing to add, or if the shipped set does not bear it
 */
async function complete(
  trial: Trial,
  decided: Adaptation,
  observations: Observations,
  tools: Opening,
): Promise<Pick<TrainingOutcome, "adaptation" | "regressionAfter"> | undefined> {
  const { material, heldOut } = trial;
  if (heldOut.length === 0) return undefined;
  const adaptation = { ...decided, habits: habitsFrom(observations, [...material.corrections, ...heldOut]) };
  const regressionAfter = await borne(trial, adaptation, tools);
  return regressionAfter && { adaptation, regressionAfter };
}

/** How an adaptation stands on the shipped set, or `undefined` if that suffers more than the margin. */
async function borne(trial: Trial, adaptation: Adaptation, tools: Opening): Promise<Figures | undefined> {
  const model = await tools.openModel(adaptation);
  return borneBy(model, trial).finally(() => model.close());
}

async function borneBy(model: OpenModel, { exam, before }: Trial): Promise<Figures | undefined> {
  const { figures } = await standingOnShipped(model, exam);
  const isBorne = holdsRegression({ regressionBefore: before.regression.figures, regressionAfter: figures });
  return isBorne ? figures : undefined;
}

/** The largest share that shipped set and project bear without habits: to look for them takes longer than to measure this. */
async function bearable(trial: Trial, adapter: Float32Array, tools: Opening, end: number): Promise<number> {
  const { layout, usages, exam, before } = trial;
  const isBearable = async (model: OpenModel): Promise<boolean> =>
    (await borneBy(model, trial)) !== undefined &&
    holdsProject({ before: before.project.figures, after: (await standingInProject(model, exam)).figures });
  for (const share of SHARES) {
    if (tools.now() > end) break;
    const model = await tools.openModel({ vector: weaken(adapter, layout, share), habits: [], usages });
    if (await isBearable(model).finally(() => model.close())) return share;
  }
  return 0;
}

/** How the adapted model weighs what the writer did; what was held out is observed along with the rest, for the time after the verdict. */
async function observeWith(
  { material, heldOut, shipped, exam }: Trial,
  vector: Float32Array,
  tools: Opening,
  time: number,
): Promise<Observations> {
  const { ignored, prose, rehearsal } = material;
  const corrections = [...material.corrections, ...heldOut];
  const sound = [...prose, ...rehearsal.filter(({ edits }) => edits.length === 0)];
  const model = await tools.openModel({ vector, habits: [], usages: [] });
  const end = tools.now() + time;
  const observer = { ...model, isCancelled: exam.isCancelled, isLate: () => tools.now() > end };
  return observe({ corrections, ignored, sound, shipped }, observer).finally(() => model.close());
}

/** True if there is something that could be a habit. */
export function canPractise({ corrections, ignored }: Material): boolean {
  return corrections.length + ignored.length > 0;
}
