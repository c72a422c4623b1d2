import type { Scorer, SentenceScores } from "../grammar/scorer.js";
import type { Sentence } from "../grammar/sentences.js";
import { abreast } from "./abreast.js";
import { Cache } from "./cache.js";
import { examine, type Examination } from "./examine.js";
import { slotScore } from "./judge.js";
import { wordLikelihoods } from "./likelihoods.js";
import { predictWords } from "./predictions.js";

/** Sentences scored together: enough for batches of like lengths. Between any two runs it is asked whether to go on. */
const BATCH = 16;
/** Sentences remembered: some 200,000 words. */
const REMEMBERED = 10_000;
/** The best proposal and up to four others are kept. */
const MOST = 5;

/** The sentence as the model reads it: the key of its scores. */
export function keyOf(sentence: Sentence): string {
  return sentence.words
    .map(({ kind, text, spaceBefore }) => (spaceBefore ? " " : "") + (kind === "opaque" ? "\uFFFC" : text))
    .join("\u0001");
}

/**
 * @param parts the loaded model
 * @param floor probability below which a place is not worth remembering: under every threshold
 * @param width batches of sentences under way at once
 */
export function createScorer(parts: Examination, floor: number, width: number): Scorer {
  const cache = new Cache<SentenceScores>(REMEMBERED);
  const known = (sentence: Sentence): SentenceScores | undefined => cache.get(keyOf(sentence));
  return {
    known,
    async score(sentences, isCancelled) {
      const unknown = sentences.filter((sentence) => known(sentence) === undefined);
      const starts = Array.from({ length: Math.ceil(unknown.length / BATCH) }, (_, number) => number * BATCH);
      await abreast(starts, width, async (at) => {
        const batch = unknown.slice(at, at + BATCH);
        const examined = isCancelled() ? undefined : await examine(batch, parts, isCancelled);
        for (const [index, places] of (examined ?? []).entries())
          cache.set(
            keyOf(batch[index]!),
            places.flatMap(({ judged }) => slotScore(judged, MOST, floor) ?? []),
          );
      });
    },
    likelihoods: (sentence) => wordLikelihoods(sentence, parts),
    predictions: (sentence, place) => predictWords(sentence, place, parts),
  };
}
