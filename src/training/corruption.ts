import type { Word } from "../grammar/words.js";
import { Draft } from "./draft.js";
import { asCorrected, KINDS_OF_ERRORS, type ErrorKind, type ErrorSources } from "./errorKinds.js";
import type { Example } from "./labels.js";
import type { Random } from "./seeded.js";

/** How many kinds are tried before a sentence is given up. */
const TRIES = 6;
const TOTAL = KINDS_OF_ERRORS.reduce((sum, [, weight]) => sum + weight, 0);

/**
 * The sentence with one or two errors.
 * @param asLearnt the chance of an error that was corrected in the project before, where there is a place for one
 * @returns `undefined` where no error could be put in
 */
export function corrupt(
  words: readonly Word[],
  sources: ErrorSources,
  random: Random,
  asLearnt: number,
): Example | undefined {
  const draft = new Draft(words);
  let wanted = random.next() < 0.7 ? 1 : 2;
  if (random.next() < asLearnt && asCorrected(draft, sources, random)) wanted--;
  for (let tries = 0; tries < TRIES && wanted > 0; tries++) if (drawKind(random)(draft, sources, random)) wanted--;
  const example = draft.finish();
  return example.edits.length > 0 ? example : undefined;
}

function drawKind(random: Random): ErrorKind {
  let left = random.next() * TOTAL;
  for (const [kind, weight] of KINDS_OF_ERRORS) if ((left -= weight) < 0) return kind;
  return KINDS_OF_ERRORS[0]![0];
}
