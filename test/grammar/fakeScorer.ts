import type { Scorer, SlotScore } from "../../src/grammar/scorer.js";

/** Knows the scores of the sentences that it was asked to score; flags every word that is in the table. */
export function createFakeScorer(fixes: Readonly<Record<string, string>>): Scorer {
  const known = new Map<string, SlotScore[]>();
  return {
    known: (sentence) => known.get(sentence.text),
    inherit: () => undefined,
    score(sentences, isCancelled) {
      for (const { text, words } of sentences) {
        if (isCancelled()) break;
        const slots = words.flatMap((word, index): SlotScore[] => {
          const fix = fixes[word.text];
          const candidates = [{ text: fix ?? "", probability: 0.9, logLikelihood: -1 }];
          return fix === undefined
            ? []
            : [{ operation: "replace", index, typedLogLikelihood: -7, candidates, chance: 0.9, group: index }];
        });
        known.set(text, slots);
      }
      return Promise.resolve();
    },
    likelihoods: ({ words }) => Promise.resolve(words.map(() => -1)),
    predictions: () => Promise.resolve([]),
  };
}
