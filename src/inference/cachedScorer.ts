import type { IsCancelled, Scorer, SlotScore } from "../grammar/scorer.js";
import type { Sentence } from "../grammar/sentences.js";
import { type CascadeParts, runCascade } from "./cascade.js";
import { groupCompeting } from "./competingSlots.js";
import { forEachConcurrent } from "./concurrency.js";
import { predictWords, wordLikelihoods } from "./maskedPredictions.js";
import { ScoreCache } from "./scoreCache.js";
import { type SlotWeights, slotScores } from "./slotScores.js";

/** Sentences scored together: enough for batches of like lengths. Half as many take a tenth more time, twice as many no less that counts. */
const BATCH = 32;
/** Words in them, unless one sentence has more: what the encoders say of a word, 4.5 kB for each piece, is held until the batch is done. */
const BATCH_WORDS = 1_280;

/** How what is weighed in a place adds up. */
interface Summing {
  readonly weights: SlotWeights;
  /** Chance below which a place is not worth remembering: no line comes so low. */
  readonly floor: number;
}

/**
 * @param parts the loaded model
 * @param width batches of sentences under way at once
 */
export function createCachedScorer(parts: CascadeParts, { weights, floor }: Summing, width: number): Scorer {
  const memory = new ScoreCache();

  async function slotsOf(sentences: readonly Sentence[], isCancelled: IsCancelled): Promise<SlotScore[][] | undefined> {
    const scored = (await isCancelled()) ? undefined : await runCascade(sentences, parts, isCancelled);
    return scored?.map((places) => places.flatMap(({ scored }, group) => slotScores(scored, weights, floor, group)));
  }

  return {
    known: (sentence) => memory.get(sentence),
    inherit: (last, next) => {
      memory.inherit(last, next);
    },
    async score(sentences, isCancelled) {
      await forEachConcurrent(batchesOf(memory.unknown(sentences)), width, async (batch) => {
        const sentences = batch.map(([sentence]) => sentence!);
        const slots = await slotsOf(sentences, isCancelled);
        const grouped = slots && (await groupCompeting(sentences, slots, (others) => slotsOf(others, isCancelled)));
        for (const [index, own] of (grouped ?? []).entries()) memory.set(batch[index]!, own);
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
