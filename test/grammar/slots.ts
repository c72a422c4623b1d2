import type { Candidate, Operation, SlotScore } from "../../src/grammar/scorer.js";

let groups = 0;

/** A slot as the model would give it; the first text is sure, the others are less and less so. */
export function slot(operation: Operation, index: number, ...texts: string[]): SlotScore {
  const candidates = texts.map((text, rank): Candidate => ({
    text,
    probability: 0.9 / (rank + 1),
    logLikelihood: -1 - rank,
  }));
  // Each call is a place of its own.
  return { operation, index, typedLogLikelihood: -7, candidates, chance: 0.9, group: groups++ };
}
