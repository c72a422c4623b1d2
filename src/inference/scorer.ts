import type { Scorer } from "../grammar/scorer.js";
import type { Sentence } from "../grammar/sentences.js";
import { abreast } from "./abreast.js";
import { examine, type Examination } from "./examine.js";
import { slotScore } from "./judge.js";
import { wordLikelihoods } from "./likelihoods.js";
import { predictWords } from "./predictions.js";
import { ScoreMemory } from "./scoreMemory.js";

/** Sentences scored together: enough for batches of like lengths. */
const BATCH = 16;
/** Words in them, unless one sentence has more: what the encoder says of a word, 1.5 kB for each piece, is held until the batch is done. */
const BATCH_WORDS = 640;
/** The best proposal and up to four others are kept. */
const MOST = 5;

/**
 * @param parts the loaded model
 * @param floor probability below which a place is not worth remembering: under every threshold
 * @param width batches of sentences under way at once
 */
export function createScorer(parts: Examination, floor: number, width: number): Scorer {
  const memory = new ScoreMemory();
  return {
    known: (sentence) => memory.get(sentence),
    inherit: (last, next) => {
      memory.inherit(last, next);
    },
    async score(sentences, isCancelled) {
      await abreast(batchesOf(memory.unknown(sentences)), width, async (batch) => {
        if (await isCancelled()) return;
        const examined = await examine(batch.map(([sentence]) => sentence!), parts, isCancelled); // prettier-ignore
        for (const [index, places] of (examined ?? []).entries())
          memory.set(batch[index]!, places.flatMap(({ judged }) => slotScore(judged, MOST, floor) ?? [])); // prettier-ignore
      });
    },
    likelihoods: (sentence) => wordLikelihoods(sentence, parts),
    predictions: (sentence, place) => predictWords(sentence, place, parts),
  };
}

/** @param wordings sentences, those of one wording together */
function batchesOf(wordings: readonly Sentence[][]): Sentence[][][] {
  const batches: Sentence[][][] = [];
  let words = 0;
  for (const same of wordings) {
    const own = same[0]!.words.length;
    const batch = batches.at(-1);
    const isFull = batch === undefined || batch.length >= BATCH || words + own > BATCH_WORDS;
    if (isFull) batches.push([same]);
    else batch.push(same);
    words = isFull ? own : words + own;
  }
  return batches;
}
