/** Probabilities this near to 0 and 1 are as good as certain; beyond, log-odds would outweigh any evidence. */
const TINY = 1e-4;

/** @param probability 0 to 1 @returns natural log-odds, finite */
export function toLogOdds(probability: number): number {
  const bounded = Math.min(1 - TINY, Math.max(TINY, probability));
  return Math.log(bounded / (1 - bounded));
}

/** @param logOdds natural @returns a probability, 0 to 1 */
export function toProbability(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

/** The same evidence under another prior (Saerens, Latinne & Decaestecker 2002). @param by nats of log-odds */
export function shifted(probability: number, by: number): number {
  return by === 0 ? probability : toProbability(toLogOdds(probability) + by);
}

/** That at least one of several holds which do not depend on each other. @param chances 0 to 1 */
export function chanceOfAny(chances: Iterable<number>): number {
  let none = 1;
  for (const chance of chances) none *= 1 - chance;
  return 1 - none;
}
