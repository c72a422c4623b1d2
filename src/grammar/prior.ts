import { shifted, toLogOdds } from "./odds.js";
import type { SentenceScores } from "./scorer.js";

/** `draft`: written since the last commit, or never committed. `published`: stands as it was committed. */
export type Context = "draft" | "published";

/** How likely a mistake is in one context; figures of `scripts/calibrate.py`. */
interface Prior {
  /** Nats between the odds in sentences that have mistakes, for which scores are calibrated, and those here. */
  readonly shift: number;
  /** Mistakes that the model sees per word, on average. */
  readonly rate: number;
  /** How far a document's own rate may move the odds, in nats: down (negative) and up. */
  readonly range: readonly [number, number];
}

/** What is known of the text beside its words. */
export interface Priors extends Readonly<Record<Context, Prior>> {
  /** So many words with the context's rate count beside the document's own. */
  readonly weight: number;
}

/** Nats of log-odds that are added to what the model says. */
export type Shifts = Readonly<Record<Context, number>>;

/** What is scored of the document's sentences in one context. */
export interface Sample {
  readonly context: Context;
  readonly words: number;
  readonly scores: SentenceScores;
}

/** A document's shift moves only by so many nats at once: less is no reason to judge an unchanged sentence anew. */
const STEP = 0.4;
/** Estimates until the rate holds still. */
const ROUNDS = 12;

/** The shifts of a document of which nothing is known. */
export function usualShifts(priors: Priors): Shifts {
  return { draft: priors.draft.shift, published: priors.published.shift };
}

/**
 * The shifts by the document's own rate of mistakes, by expectation maximisation (Saerens, Latinne & Decaestecker 2002): how many mistakes the
 * model expects under a prior makes the next prior, within bounds.
 * @param kept the shifts that the document has had; what moves by less than a step stays
 */
export function shiftsOf(samples: readonly Sample[], priors: Priors, kept: Shifts): Shifts {
  const of = (context: Context): number => {
    const own = samples.filter((sample) => sample.context === context);
    const found = estimate(own, priors[context], priors.weight);
    return Math.abs(found - kept[context]) < STEP ? kept[context] : found;
  };
  return { draft: of("draft"), published: of("published") };
}

function estimate(samples: readonly Sample[], { shift, rate, range }: Prior, weight: number): number {
  const words = samples.reduce((sum, sample) => sum + sample.words, 0);
  const chances = samples.flatMap(({ scores }) => chancesOf(scores));
  let moved = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const expected = chances.reduce((sum, chance) => sum + shifted(chance, shift + moved), 0);
    const own = (expected + rate * weight) / (words + weight);
    moved = Math.min(range[1], Math.max(range[0], toLogOdds(own) - toLogOdds(rate)));
  }
  return shift + moved;
}

/** One chance for each group. */
function chancesOf(scores: SentenceScores): number[] {
  return [...new Map(scores.map(({ group, chance }) => [group, chance])).values()];
}
