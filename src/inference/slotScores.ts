import { chanceOfAny, toLogOdds, toProbability } from "../grammar/odds.js";
import type { Candidate, Operation, SlotScore } from "../grammar/scorer.js";
import type { ScoredEdit } from "./scoreEdits.js";

/**
 * How the edits that are weighed in one place add up to the chance that something is wrong there: a logistic regression on the log-odds of the
 * best one and of any of them (`scripts/calibrate.py`). The trees know of a candidate's competitors, so that a plain sum would count them twice.
 */
export interface SlotWeights {
  readonly best: number;
  readonly any: number;
  readonly intercept: number;
}

/** Candidates kept of one operation: the best and up to four others. */
const MOST = 5;

/**
 * The scored candidates of one place, an operation each, the likeliest first. They exclude each other, so they are one group.
 *
 * Calibration is for the best of a place: the others share what it leaves, if each alone would have more.
 * @param floor probability below which a place is not worth remembering
 * @param group number of the place within its sentence
 */
export function slotScores(
  scored: readonly ScoredEdit[],
  weights: SlotWeights,
  floor: number,
  group: number,
): SlotScore[] {
  const sorted = [...scored].sort((a, b) => b.probability - a.probability || b.logLikelihood - a.logLikelihood);
  const best = sorted[0];
  if (!best) return [];
  const chance = chanceOf(sorted, weights);
  if (chance < floor) return [];
  const others = sorted.slice(1).reduce((sum, { probability }) => sum + probability, 0);
  const share = Math.min(1, (1 - best.probability) / others);
  const byOperation = new Map<Operation, { first: ScoredEdit; candidates: Candidate[] }>();
  for (const one of sorted) {
    const { operation } = one.candidate;
    const own = byOperation.get(operation) ?? { first: one, candidates: [] };
    byOperation.set(operation, own);
    if (own.candidates.length >= MOST || own.candidates.some(({ text }) => text === one.text)) continue;
    own.candidates.push({
      text: one.text,
      probability: one === best ? one.probability : one.probability * share,
      logLikelihood: one.logLikelihood,
      ...(one.isPersonal ? { isPersonal: true } : {}),
    });
  }
  return [...byOperation].map(([operation, { first, candidates }]) => ({
    operation,
    index: first.candidate.index,
    typedLogLikelihood: first.typedLogLikelihood,
    candidates,
    chance,
    group,
  }));
}

/** @param scored of one place, at least one */
function chanceOf(scored: readonly ScoredEdit[], { best, any, intercept }: SlotWeights): number {
  const chances = scored.map(({ probability }) => probability);
  return toProbability(best * toLogOdds(Math.max(...chances)) + any * toLogOdds(chanceOfAny(chances)) + intercept);
}
