import { type EditPattern, editPatternOf, editKey } from "../inference/editBiases.js";
import type { Example } from "./labels.js";

/** A change in the sentence where it was made. */
export interface Case {
  readonly change: EditPattern;
  readonly words: Example["words"];
  readonly index: number;
}

/** All changes by key, each with its sentences. */
export function casesOf(corrections: readonly Example[]): Map<string, Case[]> {
  const cases = new Map<string, Case[]>();
  for (const { words, edits } of corrections)
    for (const { operation, index, text } of edits) {
      if (operation === "unknown") continue;
      const change = editPatternOf(words, index, operation, text);
      const key = editKey(change);
      cases.set(key, [...(cases.get(key) ?? []), { change, words, index }]);
    }
  return cases;
}
