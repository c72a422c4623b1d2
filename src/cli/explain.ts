import type { Sentence } from "../grammar/sentences.js";
import { examine, type Examination } from "../inference/examine.js";

/** All evidence on one proposal, with the offsets of its word or gap in the original text. */
interface Evidence {
  readonly operation: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly probability: number;
  readonly features: readonly number[];
}

/** Every proposal that was weighed in the sentences, place by place: what `scripts/calibrate.py` learns from. */
export async function explain(sentences: readonly Sentence[], parts: Examination): Promise<Evidence[][]> {
  const places: Evidence[][] = [];
  for (const sentence of sentences) {
    const [examined = []] = (await examine([sentence], parts, () => false)) ?? [];
    for (const judged of examined)
      places.push(
        judged.map(({ proposal: { operation, index }, text, probability, features }) => {
          const word = sentence.words[index];
          const start = word?.start ?? sentence.end;
          const last = operation === "merge" ? sentence.words[index + 1]! : word;
          return {
            operation,
            start,
            end: operation === "insert" ? start : last!.end,
            text,
            probability,
            features: features.map(short),
          };
        }),
      );
  }
  return places;
}

function short(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
