import type { Adaptation } from "../inference/adaptation.js";
import type { Habit } from "../inference/habits.js";
import { weaken, type AdapterPart } from "./adapterVector.js";
import type { Figures, TrainingOutcome } from "./contract.js";
import type { Material } from "./course.js";
import { learnHabits } from "./habits.js";
import type { Example } from "./labels.js";
import { compare, contrast, standingOf, standingOnShipped, type Exam, type Standing } from "./standing.js";
import type { Tools } from "./tools.js";
import { holdsRegression, judge } from "./verdict.js";

/** What is needed to try out what was learnt. */
export interface Trial {
  readonly layout: readonly AdapterPart[];
  readonly material: Material;
  /** Corrections that were not learnt from, to judge by. */
  readonly heldOut: readonly Example[];
  /** What the project calls its own things. */
  readonly names: readonly Habit[];
  /** The shipped regression set. */
  readonly shipped: readonly Example[];
  readonly exam: Exam;
  /** How the model in use stands. */
  readonly before: Standing;
}

/** What trying needs of its surroundings. */
type Opening = Pick<Tools, "openModel" | "now">;

export interface Deadlines {
  /** Milliseconds for trying out habits, each time. */
  readonly practice: number;
  /** When the budget is spent, by the clock. */
  readonly end: number;
}

/** If the whole change costs too much on the shipped set, so much of it is tried; if that does too, the habits alone. */
const SHARES = [1, 0.6, 0.35];

/**
 * Measures as much of what was learnt as the shipped set bears, with habits, and judges it; if they cost too much together, the habits alone.
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
  const { layout, exam, before } = trial;
  const attempt = async (share: number) => {
    const vector = weaken(adapter, layout, share);
    const adaptation = { vector, habits: await habitsOf(trial, vector, tools, practice) };
    const model = await tools.openModel(adaptation);
    const after = await standingOf(model, exam).finally(() => model.close());
    return { adaptation, after, comparison: compare(before, after) };
  };
  const share = isFresh ? await bearable(trial, adapter, tools, end) : 1;
  const first = await attempt(share);
  const isTooDear = isFresh && share > 0 && !holdsRegression(first.comparison);
  const { adaptation, after, comparison } = isTooDear ? await attempt(0) : first;
  const known = { before: before.lessons.known, after: after.lessons.known };
  const verdict = judge(comparison, known);
  const completed = verdict.kept ? await complete(trial, adaptation, tools, practice) : undefined;
  return { adaptation, ...comparison, ...completed, ...verdict, ...contrast(before, after) };
}

/**
 * Once the verdict is given, what was held out is a lesson like any other: a habit seldom has more than a few.
 * @returns `undefined` if there is nothing to add, or if the shipped set does not bear it
 */
async function complete(
  trial: Trial,
  { vector }: Adaptation,
  tools: Opening,
  time: number,
): Promise<Pick<TrainingOutcome, "adaptation" | "regressionAfter"> | undefined> {
  const { material, heldOut } = trial;
  if (heldOut.length === 0) return undefined;
  const corrections = [...material.corrections, ...heldOut];
  const habits = await habitsOf({ ...trial, material: { ...material, corrections } }, vector, tools, time);
  const adaptation = { vector, habits };
  const regressionAfter = await borne(trial, adaptation, tools);
  return regressionAfter && { adaptation, regressionAfter };
}

/** How an adaptation stands on the shipped set, or `undefined` if that suffers more than the margin. */
async function borne({ exam, before }: Trial, adaptation: Adaptation, tools: Opening): Promise<Figures | undefined> {
  const model = await tools.openModel(adaptation);
  const { figures } = await standingOnShipped(model, exam).finally(() => model.close());
  const isBorne = holdsRegression({ regressionBefore: before.regression.figures, regressionAfter: figures });
  return isBorne ? figures : undefined;
}

/** The largest share that the shipped set bears without habits: to look for them takes far longer than to measure this. */
async function bearable(trial: Trial, adapter: Float32Array, tools: Opening, end: number): Promise<number> {
  for (const share of SHARES) {
    if (tools.now() > end) break;
    if (await borne(trial, { vector: weaken(adapter, trial.layout, share), habits: [] }, tools)) return share;
  }
  return 0;
}

/** What the writer does again and again, as far as this model needs to be told, and the project's names. */
async function habitsOf(
  { material, names, shipped, exam }: Trial,
  vector: Float32Array,
  tools: Opening,
  time: number,
): Promise<readonly Habit[]> {
  if (!canPractise(material)) return names;
  const { corrections, ignored, prose, rehearsal } = material;
  const sound = [...prose, ...rehearsal.filter(({ edits }) => edits.length === 0)];
  const model = await tools.openModel({ vector, habits: [] });
  const end = tools.now() + time;
  const { examination, thresholds } = model;
  const learner = { examination, thresholds, isCancelled: exam.isCancelled, isLate: () => tools.now() > end };
  const learnt = await learnHabits({ corrections, ignored, sound, shipped }, learner).finally(() => model.close());
  return [...learnt, ...names];
}

/** True if there is something that could be a habit. */
export function canPractise({ corrections, ignored }: Material): boolean {
  return corrections.length + ignored.length > 0;
}
