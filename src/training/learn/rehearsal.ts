import type { Pair, ShippedSentences } from "../types.js";
import sentences from "../rehearsal.json";

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
