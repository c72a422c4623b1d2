import type { Figures } from "./contract.js";

/** The most that a new model may lose on the shipped regression set. */
const MARGIN = { f05: 0.005, alarms: 0.2 };
/** What is taken for no change on the project, where one sentence more or less moves the figures: points of F0.5, and findings. */
const NOISE = { f05: 0.01, findings: 2 };

/** Findings more or less in 600 sentences that are easily chance. */
const CHANCE = 4;

export interface Comparison {
  readonly before: Figures;
  readonly after: Figures;
  readonly regressionBefore: Figures;
  readonly regressionAfter: Figures;
}

export interface Verdict {
  readonly kept: boolean;
  /** One sentence for the writer. */
  readonly reason: string;
}

/** True if the shipped set has not suffered more than the stated margin. */
export function holdsRegression({ regressionBefore, regressionAfter }: Omit<Comparison, "before" | "after">): boolean {
  return (
    regressionAfter.f05.value >= regressionBefore.f05.value - MARGIN.f05 &&
    regressionAfter.alarmsPer1000.value <= regressionBefore.alarmsPer1000.value + MARGIN.alarms
  );
}

type InProject = Pick<Comparison, "before" | "after">;

/** What the project gains: points of F0.5, and findings in its clean sentences that are gone. */
function gainOf({ before, after }: InProject): typeof NOISE {
  const quieter = before.alarmsPer1000.value - after.alarmsPer1000.value;
  return { f05: after.f05.value - before.f05.value, findings: (quieter * after.cleanWords) / 1000 };
}

/** True if the project has not suffered by more than what is no change. */
function holdsProject(comparison: InProject): boolean {
  const { f05, findings } = gainOf(comparison);
  return f05 >= -NOISE.f05 && findings >= -NOISE.findings;
}

/**
 * True if the project's prose is quieter by more than chance, and no less is corrected. More corrections are no sign: most were made as those are
 * that the adapter learns from, and what it gains on them it does not gain on those of people.
 */
export function isClearlyBetter(comparison: InProject): boolean {
  return gainOf(comparison).findings > CHANCE && holdsProject(comparison);
}

/**
 * A new model is kept only if it is better on the project, and no worse than the margin on the shipped set.
 * @param lessons how many corrections and ignored findings are taken as the writer takes them: where a project has too few to hold any
 *   out, having learnt them without losing anything else is better, too
 */
export function judge(comparison: Comparison, lessons: { readonly before: number; readonly after: number }): Verdict {
  const { before, after, regressionBefore, regressionAfter } = comparison;
  if (!holdsRegression(comparison))
    return {
      kept: false,
      reason: `The new model did worse on the sentences that ship with Cloze (F0.5 ${points(regressionBefore)} → ${points(regressionAfter)}, false alarms per 1,000 words ${alarms(regressionBefore)} → ${alarms(regressionAfter)}), so the old one stays.`,
    };
  const { f05, findings } = gainOf(comparison);
  const gainsNothing = f05 <= 0 && findings <= 0;
  const isBetter = holdsProject(comparison) && (!gainsNothing || lessons.after > lessons.before);
  const change = `F0.5 ${points(before)} → ${points(after)}, false alarms per 1,000 words ${alarms(before)} → ${alarms(after)}`;
  if (!isBetter)
    return {
      kept: false,
      reason: `The new model was no better on what was held out of this project (${change}), so the old one stays.`,
    };
  return {
    kept: true,
    reason: gainsNothing
      ? `The new model agrees with more of your decisions (${String(lessons.before)} → ${String(lessons.after)}), and on what was held out of this project it is about as good: ${change}.`
      : `The new model is better on what was held out of this project: ${change}.`,
  };
}

function points({ f05 }: Figures): string {
  return (100 * f05.value).toFixed(1);
}

function alarms({ alarmsPer1000 }: Figures): string {
  return alarmsPer1000.value.toFixed(2);
}
