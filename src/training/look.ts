import type { Sentence } from "../grammar/sentences.js";
import { type CascadeParts, runCascade, type ScoredSlot } from "../inference/cascade.js";
import { type EditPattern, editPatternOf, editKey } from "../inference/editBiases.js";
import { textOf } from "./draft.js";
import type { Example } from "./labels.js";

/** What the model makes of one change in one place. Few numbers, as there are a great many of them. */
export interface Weighed {
  readonly change: EditPattern;
  readonly key: string;
  readonly index: number;
  /** By the trees, to base e. */
  readonly logOdds: number;
  readonly probability: number;
}

/** By sentence. */
export type Seen = ReadonlyMap<Example["words"], readonly Weighed[]>;

/** Examines sentences, and keeps of what was weighed there the changes with these keys, or all. */
export type Look = (sentences: readonly Example["words"][], keys?: ReadonlySet<string>) => Promise<Seen>;

/** Sentences examined at once. */
const BATCH = 16;

/** @param isCancelled what is not examined by then stays unseen */
export function looker(examination: CascadeParts, isCancelled: () => boolean): Look {
  return async (sentences, keys) => {
    const seen = new Map<Example["words"], Weighed[]>();
    for (let at = 0; at < sentences.length && !isCancelled(); at += BATCH) {
      const batch = sentences.slice(at, at + BATCH);
      const examined = await runCascade(batch.map(sentenceOf), examination, isCancelled);
      for (const [number, words] of batch.entries()) {
        const weighed = weighedIn(words, examined?.[number] ?? []);
        seen.set(words, keys ? weighed.filter(({ key }) => keys.has(key)) : weighed);
      }
    }
    return seen;
  };
}

function weighedIn(words: Example["words"], examined: readonly ScoredSlot[]): Weighed[] {
  const scored = examined.flatMap((place) => place.scored);
  return scored.map(({ candidate: { operation, index }, text, logOdds, probability }) => {
    const change = editPatternOf(words, index, operation, text);
    return { change, key: editKey(change), index, logOdds, probability };
  });
}

function sentenceOf(words: Example["words"]): Sentence {
  return { kind: "paragraph", text: textOf(words), words, start: 0, end: 0 };
}
