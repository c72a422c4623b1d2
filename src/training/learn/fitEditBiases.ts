import { isRightIn } from "../../grammar/dialect.js";
import type { EditBias } from "../../inference/editBiases.js";
import { leastOccurrences, type MadeEdit, type RefusedEdit, type ScoredOccurrences } from "./scoreOccurrences.js";
import type { Example } from "./wordEdits.js";

/** Share of the counterexamples of an edit that may be mistakes which nobody has corrected. */
const UNCORRECTED = 0.1;
/** The most that a bias adds to the log-odds: about what lies between the threshold and the least that the trees give. */
const MOST = 12;
/** Log-odds between the threshold and the counterexample nearest to it, the weakest occurrence where there is no counterexample, and what was refused. */
const MARGIN_LOG_ODDS = { clean: 0.3, made: 2, refused: 3 };
/** Of the shipped corrections so many may be lost to what was refused: one more in 300 costs a quarter of a point of F0.5. */
const LOST = 1;
/** Where between the nearest counterexample and the weakest occurrence above it the threshold comes to lie: occurrences are few, so new ones may be weaker. */
const BETWEEN = 1 / 3;

/**
 * The biases of a writer: for each edit that was made again and again, how much must be added to its log-odds for the model to find it in
 * those sentences, as far as nothing that ships, nothing held out, and next to nothing clean of the project is flagged; and the reverse for
 * what was refused. What would be found in few of its own occurrences gets none: it would flag more clean places than wrong ones.
 * @param corrections which of those scored to learn from
 */
export function fitEditBiases(scored: ScoredOccurrences, corrections: readonly Example[]): EditBias[] {
  const { made, refused, visibility } = scored;
  const learnt = new Set(corrections.map(({ words }) => words));
  const biases: EditBias[] = [];
  for (const edit of made) {
    const { pattern } = edit;
    const own = edit.occurrences.filter(({ words }) => learnt.has(words));
    const logOdds = own.flatMap((one) => one.logOdds);
    const shown = visibility(pattern.operation).shown;
    const bias = Math.min(shown - lineFor(edit, logOdds, shown, scored.allowedFalseAlarms), MOST);
    const found = logOdds.filter((one) => one + bias >= shown).length;
    if (bias > 0 && found >= leastOccurrences(pattern) && found > own.length / 2) biases.push({ ...pattern, bias });
  }
  for (const { pattern, logOdds } of affordable(refused, scored)) {
    const bias = visibility(pattern.operation).hidden - MARGIN_LOG_ODDS.refused - Math.max(...logOdds);
    if (bias < 0) biases.push({ ...pattern, bias });
  }
  return biases.filter(({ bias }) => Number.isFinite(bias));
}

/**
 * Where the threshold for an edit comes to lie.
 * @param occurrences log-odds where it was made
 * @param shown the threshold as it is: what is found by it stays found whatever the bias
 * @param allowed how many clean places of the project may be flagged: the surest are often mistakes that nobody has corrected. Where fewer than
 *   one may be of those tried, the surest of all stands the logarithm of what is lacking above the surest of these, if their upper tail falls as
 *   an exponential of log-odds does
 */
function lineFor(edit: MadeEdit, occurrences: readonly number[], shown: number, allowed: number): number {
  const { pattern, shipped, share } = edit;
  const isUnfound = (logOdds: number): boolean => logOdds < shown;
  // Both spellings are right everywhere: which one is wanted is for the writer to say, and the other is uncorrected wherever it stands.
  const isSpelling = isRightIn("both", pattern.typed, pattern.text);
  const [clean, held] = [isSpelling ? [] : edit.clean, isSpelling ? [] : edit.held.filter(isUnfound)];
  const surestFirst = clean.filter(isUnfound).sort((a, b) => b - a);
  const uncorrected = Math.floor(Math.min(share * allowed, UNCORRECTED * surestFirst.length));
  const surest = (surestFirst[uncorrected] ?? -Infinity) - Math.log(Math.min(1, share * Math.max(1, allowed)));
  const nearest = Math.max(surest, ...shipped.filter(isUnfound));
  const weakest = Math.min(...occurrences.filter((logOdds) => logOdds > nearest));
  const line =
    nearest === -Infinity
      ? weakest - MARGIN_LOG_ODDS.made
      : nearest + Math.max(MARGIN_LOG_ODDS.clean, BETWEEN * (weakest - nearest));
  return Math.max(line, ...held.map((logOdds) => logOdds + MARGIN_LOG_ODDS.clean));
}

/** As many of those refused as the shipped corrections can bear, those first that are none of them. */
function affordable(refused: readonly RefusedEdit[], { shippedOccurrences }: ScoredOccurrences): RefusedEdit[] {
  const times = ({ pattern }: RefusedEdit): number => shippedOccurrences(pattern);
  let lost = 0;
  return [...refused].sort((a, b) => times(a) - times(b)).filter((one) => (lost += times(one)) <= LOST);
}
