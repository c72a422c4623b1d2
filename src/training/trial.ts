import type { Adaptation } from "../inference/adaptation.js";
import type { Usage } from "../inference/usages.js";
import type { TrainingOutcome } from "./contract.js";
import { habitsFrom, type Manner } from "./habits.js";
import type { Example } from "./labels.js";
import type { Observations } from "./observations.js";
import { compare, contrast, standingOf, standingOnShipped, type Exam, type Standing } from "./standing.js";
import type { Tools } from "./tools.js";
import { holdsRegression, isClearlyBetter, judge, type Verdict } from "./verdict.js";

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

/** An adapter that is tried, and its share of what was learnt. */
export interface Candidate {
  readonly share: number;
  readonly vector: Float32Array;
}

/** What trying needs of its surroundings. */
type Opening = Pick<Tools, "openModel" | "now">;

/**
 * Measures the candidates in turn, each with habits and usages, and judges the best. If habits are what is not borne, more cautious ones are tried. What
 * goes further must be quieter by more than chance, as it is usually blinder, too.
 * @param candidates the nearest to the model in use first
 * @param end when the budget is spent, by the clock: then no further one is tried
 * @throws TrainingError if cancelled
 */
export async function decide(
  trial: Trial,
  candidates: readonly Candidate[],
  tools: Opening,
  end: number,
): Promise<Omit<TrainingOutcome, "steps" | "seconds">> {
  const { usages, exam, before } = trial;
  const attempt = async ({ vector, share }: Candidate, manner: Manner): Promise<Attempt> => {
    const adaptation: Adaptation = { vector, habits: habitsOf(trial, trial.corrections, manner), usages };
    const model = await tools.openModel(adaptation);
    const after = await standingOf(model, exam).finally(() => model.close());
    return { adaptation, share, manner, after, verdict: verdictOn(before, after) };
  };
  const isOver = (): boolean => tools.now() > end;
  const [nearest, ...further] = candidates;
  let best = await attempt(nearest!, "bold");
  if (!best.verdict.kept && best.adaptation.habits.length > 0 && !isOver()) best = await attempt(nearest!, "cautious");
  for (const candidate of further) {
    if (isOver()) break;
    const next = await attempt(candidate, best.manner);
    const isBearable = holdsRegression(compare(before, next.after));
    if (isBearable && isClearlyBetter(compare(best.after, next.after))) best = next;
  }
  const { adaptation, share, after, verdict } = best;
  const completed = verdict.kept ? await complete(trial, best, tools) : undefined;
  return { adaptation, share, ...compare(before, after), ...completed, ...verdict, ...contrast(before, after) };
}

/** What was tried, and what came of it. */
interface Attempt {
  readonly adaptation: Adaptation;
  readonly share: number;
  readonly manner: Manner;
  readonly after: Standing;
  readonly verdict: Verdict;
}

function verdictOn(before: Standing, after: Standing): Verdict {
  return judge(compare(before, after), { before: before.lessons.known, after: after.lessons.known });
}

/**
 * Once the verdict is given, what was held out is a lesson like any other: a habit seldom has more than a few.
 * @returns `undefined` if there is nothing to add, or if the shipped set does not bear it
 */
async function complete(
  trial: Trial,
  { adaptation: decided, manner }: Attempt,
  tools: Opening,
): Promise<Pick<TrainingOutcome, "adaptation" | "regressionAfter"> | undefined> {
  const { corrections, heldOut, exam, before } = trial;
  if (heldOut.length === 0) return undefined;
  const adaptation = { ...decided, habits: habitsOf(trial, [...corrections, ...heldOut], manner) };
  const model = await tools.openModel(adaptation);
  const { figures } = await standingOnShipped(model, exam).finally(() => model.close());
  const isBorne = holdsRegression({ regressionBefore: before.regression.figures, regressionAfter: figures });
  return isBorne ? { adaptation, regressionAfter: figures } : undefined;
}

function habitsOf({ observations }: Trial, corrections: readonly Example[], manner: Manner): Adaptation["habits"] {
  return observations ? habitsFrom(observations, corrections, manner) : [];
}
