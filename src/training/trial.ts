import type { Adaptation } from "../inference/adaptation.js";
import type { AllowedNgram } from "../inference/allowlist.js";
import type { TrainingOutcome } from "./contract.js";
import { habitsFrom, type Manner } from "./habits.js";
import type { Example } from "./labels.js";
import type { Observations } from "./observations.js";
import { compare, contrast, type Exam, type Standing, standingOf, standingOnShipped } from "./standing.js";
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
  readonly usages: readonly AllowedNgram[];
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
  const { corrections, usages, exam, before } = trial;
  const attempt = async ({ vector, share }: Candidate, manner: Manner, habits: Habits): Promise<Attempt> => {
    const adaptation: Adaptation = { vector, habits, usages };
    const model = await tools.openModel(adaptation);
    const after = await standingOf(model, exam).finally(() => model.close());
    return { adaptation, share, manner, after, verdict: verdictOn(before, after) };
  };
  const isOver = (): boolean => tools.now() > end;
  const [nearest, ...further] = candidates;
  const bold = habitsOf(trial, corrections, "bold");
  let best = await attempt(nearest!, "bold", bold);
  if (!best.verdict.kept && bold.length > 0 && !isOver()) {
    const cautious = habitsOf(trial, corrections, "cautious");
    // What moves no habit would be measured a second time.
    best = isSame(cautious, bold) ? { ...best, manner: "cautious" } : await attempt(nearest!, "cautious", cautious);
  }
  for (const candidate of further) {
    if (isOver()) break;
    const next = await attempt(candidate, best.manner, best.adaptation.habits);
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

type Habits = Adaptation["habits"];

/** True if the same changes are moved as far; a cautious manner leaves their order as it is. */
function isSame(cautious: Habits, bold: Habits): boolean {
  return cautious.length === bold.length && cautious.every(({ bias }, index) => bias === bold[index]!.bias);
}

function habitsOf({ observations }: Trial, corrections: readonly Example[], manner: Manner): Habits {
  return observations ? habitsFrom(observations, corrections, manner) : [];
}
