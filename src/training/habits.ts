import { isRightIn } from "../grammar/dialect.js";
import type { EditBias } from "../inference/editBiases.js";
import type { Example } from "./labels.js";
import { leastOf, type Observations, type ObservedChange, type RefusedChange } from "./observations.js";

/** Share of the places of a change in sound sentences that may be mistakes which nobody has mended. */
const UNMENDED = 0.1;
/** The most that a habit adds to the log-odds: about what lies between the threshold and the least that the trees give. */
const MOST = 12;
/** Log-odds between the threshold and the sound place nearest to it, the weakest lesson where no sound place is known, and what was refused. */
const ROOM = { sound: 0.3, made: 2, refused: 3 };
/** Of the shipped corrections so many may be lost to what was refused, and so many spoilt by what was made: one more in 300 costs a quarter of a point of F0.5. */
const LOST = 1;
/** Where between the nearest sound place and the weakest lesson above it the threshold comes to lie: lessons are few, so new cases may be weaker. */
const BETWEEN = 1 / 3;

/** Whether nothing that ships, and nothing of the prose that is held out, may be flagged anew. */
export type Manner = "bold" | "cautious";

/**
 * The habits of a writer: for each change that was made again and again, how much must be added to its log-odds for the model to find it in
 * those sentences, as far as the same word in sound sentences stays unflagged; and the reverse for what was refused. What would be found in few
 * of its own lessons is no habit: it would flag more sound places than wrong ones.
 * @param corrections which of those observed to learn from
 */
export function habitsFrom(observations: Observations, corrections: readonly Example[], manner: Manner): EditBias[] {
  const { made, refused, tolerated, visibility } = observations;
  const learnt = new Set(corrections.map(({ words }) => words));
  const habits: EditBias[] = [];
  let spoilable = manner === "bold" ? LOST : 0;
  for (const one of made) {
    const { change } = one;
    const cases = one.lessons.filter(({ words }) => learnt.has(words));
    const lessons = cases.flatMap(({ logOdds }) => logOdds);
    const least = visibility(change.operation).shown;
    // Both spellings are right everywhere: which one is wanted is for the writer to say, and the other is unmended wherever it stands.
    const isSpelling = isRightIn("both", change.typed, change.text);
    const sound = isSpelling ? [] : one.sound;
    const held = isSpelling || manner === "bold" ? [] : one.held;
    const fitSparing = (shipped: readonly number[]): Fit => fit({ ...one, sound, held, shipped }, lessons, least, tolerated); // prettier-ignore
    const [all, most] = [fitSparing([...one.shipped, ...one.spoilt]), fitSparing(one.shipped)];
    const { bias, found, spoils } = most.found > all.found && most.spoils <= spoilable ? most : all;
    if (bias <= 0 || found < leastOf(change) || found <= cases.length / 2) continue;
    habits.push({ ...change, bias });
    spoilable -= spoils;
  }
  for (const { change, logOdds } of affordable(refused, observations)) {
    const bias = visibility(change.operation).hidden - ROOM.refused - Math.max(...logOdds);
    if (bias < 0) habits.push({ ...change, bias });
  }
  return habits.filter(({ bias }) => Number.isFinite(bias));
}

/** What is added to the log-odds of a change, and what comes of it: lessons found, and shipped sentences with another error that are flagged too. */
interface Fit {
  readonly bias: number;
  readonly found: number;
  readonly spoils: number;
}

function fit(observed: ObservedChange, lessons: readonly number[], least: number, tolerated: number): Fit {
  const above = observed.held.filter((logOdds) => logOdds < least).map((logOdds) => logOdds + ROOM.sound);
  const bias = Math.min(least - Math.max(lineBetween(observed, lessons, least, tolerated), ...above), MOST);
  const isFound = (logOdds: number): boolean => logOdds + bias >= least;
  const found = lessons.filter(isFound).length;
  return { bias, found, spoils: observed.spoilt.filter((logOdds) => logOdds < least && isFound(logOdds)).length };
}

/**
 * Where the threshold for a change comes to lie.
 * @param lessons log-odds where it was made
 * @param least the threshold as it is: what is found by it stays found whatever the habit
 * @param tolerated how many sound places of the project may be flagged: the surest are often mistakes that nobody has mended. Where fewer than one
 *   may be of those tried, the surest of all stands the logarithm of what is lacking above the surest of these, if their upper tail falls as an
 *   exponential of log-odds does
 */
function lineBetween(
  { shipped, sound, share }: ObservedChange,
  lessons: readonly number[],
  least: number,
  tolerated: number,
): number {
  const isUnfound = (logOdds: number): boolean => logOdds < least;
  const surestFirst = sound.filter(isUnfound).sort((a, b) => b - a);
  const unmended = Math.floor(Math.min(share * tolerated, UNMENDED * surestFirst.length));
  const surest = (surestFirst[unmended] ?? -Infinity) - Math.log(Math.min(1, share * Math.max(1, tolerated)));
  const nearest = Math.max(surest, ...shipped.filter(isUnfound));
  const weakest = Math.min(...lessons.filter((logOdds) => logOdds > nearest));
  if (nearest === -Infinity) return weakest - ROOM.made;
  return nearest + Math.max(ROOM.sound, BETWEEN * (weakest - nearest));
}

/** As many of those refused as the shipped corrections can bear, those first that are none of them. */
function affordable(refused: readonly RefusedChange[], { shippedCases }: Observations): RefusedChange[] {
  let lost = 0;
  return [...refused].sort((a, b) => shippedCases(a.change) - shippedCases(b.change)).filter(({ change }) => (lost += shippedCases(change)) <= LOST); // prettier-ignore
}
