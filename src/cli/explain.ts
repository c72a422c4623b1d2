import type { Sentence } from "../grammar/sentences.js";
import { type CascadeParts, runCascade, type ScoredSlot } from "../inference/cascade.js";

/** All features of one candidate, with the offsets of its word or gap in the original text. */
interface ExplainedEdit {
  readonly operation: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Before calibration. */
  readonly logOdds: number;
  readonly probability: number;
  readonly features: readonly number[];
}

/** One place that was masked. */
interface Position {
  /** As the gate saw it. */
  readonly gateFeatures: readonly number[];
  readonly candidates: readonly ExplainedEdit[];
}

/** Sentences scored together. */
const BATCH = 32;

/** Every candidate that was weighed in each sentence, place by place: what `scripts/calibrate.py` learns from. */
export async function explain(
  sentences: readonly Sentence[],
  parts: CascadeParts,
): Promise<ReadonlyMap<Sentence, readonly Position[]>> {
  const positions = new Map<Sentence, readonly Position[]>();
  for (let at = 0; at < sentences.length; at += BATCH) {
    const batch = sentences.slice(at, at + BATCH);
    const scored = (await runCascade(batch, parts, () => false))!;
    for (const [index, sentence] of batch.entries())
      positions.set(
        sentence,
        scored[index]!.map((one) => positionOf(sentence, one)),
      );
  }
  return positions;
}

function positionOf(sentence: Sentence, { gateFeatures, scored }: ScoredSlot): Position {
  const candidates = scored.map(({ candidate: { operation, index }, text, logOdds, probability, features }) => {
    const word = sentence.words[index];
    const start = word?.start ?? sentence.end;
    const last = operation === "merge" ? sentence.words[index + 1]! : word;
    const end = operation === "insert" ? start : last!.end;
    return { operation, start, end, text, logOdds: short(logOdds), probability, features: features.map(short) };
  });
  return { gateFeatures: gateFeatures.map(short), candidates };
}

function short(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
