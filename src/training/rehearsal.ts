import type { Pair } from "./measure.js";
import sentences from "./rehearsal.json";

/** The sentences that ship: what English must not be forgotten, and what shows whether it was. No sentence is in both. */
export interface ShippedSentences {
  /** To learn from beside a project's own. */
  readonly rehearsal: readonly Pair[];
  /** To measure by, never learnt from. */
  readonly regression: readonly Pair[];
}

const MARKED = /\[\[([^[|\]]*)\|([^[|\]]*)\]\]/gu;

/**
 * Reads `[[wrong|right]]`, the notation of `rehearsal.json`; spaces that an empty side leaves behind go.
 * @example parsePair("In case [[|of]] error") // { source: "In case error", target: "In case of error" }
 */
export function parsePair(text: string): Pair {
  const tidy = (side: string): string => text.replaceAll(MARKED, side).replaceAll(/ {2,}/gu, " ").replaceAll(/ (?=[.,?!;:])/gu, "").trim(); // prettier-ignore
  return { source: tidy("$1"), target: tidy("$2") };
}

export function shippedSentences(): ShippedSentences {
  return { rehearsal: sentences.rehearsal.map(parsePair), regression: sentences.regression.map(parsePair) };
}
