import type { DecisionCount, Figures } from "../../inference/node/store/report.js";

/** The most that a new model may lose on the shipped regression set. */
const MARGIN = { f05: 0.005, alarms: 0.2 };
/** What is taken for no change on the project, where one sentence more or less moves the figures: points of F0.5, or half of what one of few corrections weighs, and findings. */
const NOISE = { f05: 0.01, share: 0.5, findings: 2 };
/** Findings more or less in 600 sentences that are easily chance. */
const CHANCE = 4;

/** What two models make of what was held out of the project, and of the sentences that ship. */
export interface Comparison {
  readonly before: Figures;
  readonly after: Figures;
  readonly regressionBefore: Figures;
  readonly regressionAfter: Figures;
}

export interface KeepDecision {
  readonly kept: boolean;
  /** One sentence for the writer. */
  readonly reason: string;
}

/** True if the shipped set has not suffered more than the stated margin. */
export function holdsRegression(before: Figures, after: Figures): boolean {
  return (
    after.f05.value >= before.f05.value - MARGIN.f05 &&
    after.alarmsPer1000.value <= before.alarmsPer1000.value + MARGIN.alarms
  );
}

/** What the project gains: points of F0.5, and findings in its clean sentences that are gone. */
function gainOf(before: Figures, after: Figures): { f05: number; findings: number } {
  const quieter = before.alarmsPer1000.value - after.alarmsPer1000.value;
  return { f05: after.f05.value - before.f05.value, findings: (quieter * after.cleanWords) / 1000 };
}

/** True if the project has not suffered by more than what is no change. */
function holdsProject(before: Figures, after: Figures): boolean {
  const { f05, findings } = gainOf(before, after);
  return f05 >= -Math.max(NOISE.f05, NOISE.share / Math.max(1, after.corrections)) && findings >= -NOISE.findings;
}

/** True if the project's prose is quieter by more than chance, and no less is corrected: what the gradient changes must earn its place so. */
export function isClearlyBetter(before: Figures, after: Figures): boolean {
  return gainOf(before, after).findings > CHANCE && holdsProject(before, after);
}

/**
 * A new model is kept only if it is better on the project, and no worse than the margin on the shipped set.
 * @param decisions how many corrections and ignored findings are taken as the writer takes them: where a project has too few to hold any
 *   out, having learnt them without losing anything else is better, too
 */
export function decideKeep(
  { before, after, regressionBefore, regressionAfter }: Comparison,
  decisions: { readonly before: DecisionCount["known"]; readonly after: DecisionCount["known"] },
): KeepDecision {
  if (!holdsRegression(regressionBefore, regressionAfter))
    return {
      kept: false,
      reason: `The new model did worse on the sentences that ship with Cloze (${change(regressionBefore, regressionAfter)}), so the old one stays.`,
    };
  const { f05, findings } = gainOf(before, after);
  const gainsNothing = f05 <= 0 && findings <= 0;
  const isBetter = holdsProject(before, after) && (!gainsNothing || decisions.after > decisions.before);
  if (!isBetter)
    return {
      kept: false,
      reason: `The new model was no better on what was held out of this project (${change(before, after)}), so the old one stays.`,
    };
  return {
    kept: true,
    reason: gainsNothing
      ? `The new model agrees with more of your decisions (${String(decisions.before)} → ${String(decisions.after)}), and on what was held out of this project it is about as good: ${change(before, after)}.`
      : `The new model is better on what was held out of this project: ${change(before, after)}.`,
  };
}

function change(before: Figures, after: Figures): string {
  const points = ({ f05 }: Figures): string => (100 * f05.value).toFixed(1);
  const alarms = ({ alarmsPer1000 }: Figures): string => alarmsPer1000.value.toFixed(2);
  const corrected = after.corrections > 0 ? [`F0.5 ${points(before)} → ${points(after)}`] : [];
  return [...corrected, `false alarms per 1,000 words ${alarms(before)} → ${alarms(after)}`].join(", ");
}
