import type { Adaptation } from "../inference/adaptation.js";
import type { Usage } from "../inference/usages.js";
import type { TrainingOutcome } from "./contract.js";
import { habitsFrom } from "./habits.js";
import type { Example } from "./labels.js";
import type { Observations } from "./observations.js";
import { compare, contrast, standingOf, standingOnShipped, type Exam, type Standing } from "./standing.js";
import type { Tools } from "./tools.js";
import { holdsRegression, judge } from "./verdict.js";

/** What is needed to try out what was learnt. */
export interface Trial {
  readonly corrections: readonly Example[];
  /** Corrections that were not learnt from, to judge by. */
  readonly heldOut: readonly Example[];
  /** How the model in use weighs all these; nothing to have a habit of if absent. */
  readonly observations: Observations | undefined;
  /** What the project is used to write. */
  readonly usages: readonly Usage[];
  readonly exam: Exam;
  /** How the model in use stands. */
  readonly before: Standing;
}

/** What trying needs of its surroundings. */
type Opening = Pick<Tools, "openModel" | "now">;

/**
 * Measures the candidates in turn, each with habits and usages, until one is better than the model in use.
 * @param candidates adapters, the furthest from the model in use first and the safest last
 * @param end when the budget is spent, by the clock: then only the last is tried
 * @throws TrainingError if cancelled
 */
export async function decide(
  trial: Trial,
  candidates: readonly Float32Array[],
  tools: Opening,
  end: number,
): Promise<Omit<TrainingOutcome, "steps" | "seconds">> {
  const [candidate, ...safer] = tools.now() > end ? candidates.slice(-1) : candidates;
  const { corrections, usages, exam, before } = trial;
  const adaptation: Adaptation = { vector: candidate!, habits: habitsOf(trial, corrections), usages };
  const model = await tools.openModel(adaptation);
  const after = await standingOf(model, exam).finally(() => model.close());
  const comparison = compare(before, after);
  const verdict = judge(comparison, { before: before.lessons.known, after: after.lessons.known });
  if (!verdict.kept && safer.length > 0) return decide(trial, safer, tools, end);
  const completed = verdict.kept ? await complete(trial, adaptation, tools) : undefined;
  return { adaptation, ...comparison, ...completed, ...verdict, ...contrast(before, after) };
}

/**
 * Once the verdict is given, what was held out is a lesson like any other: a habit seldom has more than a few.
 * @returns `undefined` if there is nothing to add, or if the shipped set does not bear it
 */
async function complete(
  trial: Trial,
  decided: Adaptation,
  tools: Opening,
): Promise<Pick<TrainingOutcome, "adaptation" | "regressionAfter"> | undefined> {
  const { corrections, heldOut, exam, before } = trial;
  if (heldOut.length === 0) return undefined;
  const adaptation = { ...decided, habits: habitsOf(trial, [...corrections, ...heldOut]) };
  const model = await tools.openModel(adaptation);
  const { figures } = await standingOnShipped(model, exam).finally(() => model.close());
  const isBorne = holdsRegression({ regressionBefore: before.regression.figures, regressionAfter: figures });
  return isBorne ? { adaptation, regressionAfter: figures } : undefined;
}

function habitsOf({ observations }: Trial, corrections: readonly Example[]): Adaptation["habits"] {
  return observations ? habitsFrom(observations, corrections) : [];
}
