import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** The model under test: the one that ships, or with `CLOZE_MODEL` another. */
export const modelFolder = resolve(process.env["CLOZE_MODEL"] ?? "model");

/** Reads what PyTorch made of the texts with the small model or with the second. */
export function readParity(name: "parity" | "parity-second" = "parity"): GoldenText[] {
  return JSON.parse(readFileSync(join(import.meta.dirname, `${name}.json`), "utf8")) as GoldenText[];
}

/** One line of `parity.json` (`scripts/make_parity.py`). */
export interface GoldenText {
  readonly text: string;
  readonly sentences: readonly GoldenSentence[];
}

type Named = readonly [name: string, probability: number];
type Top = readonly (readonly [id: number, log: number])[];

/** Positions are of pieces, `[CLS]` being 0; of a long sentence the first window is described. */
export interface GoldenSentence {
  readonly text: string;
  /** Text, kind and UTF-16 offsets in the sentence. */
  readonly words: readonly (readonly [text: string, kind: string, start: number, end: number])[];
  readonly ids: readonly number[];
  readonly types: readonly number[];
  /** Of each word's first piece, and last of `[SEP]`. */
  readonly starts: readonly number[];
  readonly tags: readonly Named[];
  readonly cases: readonly Named[];
  readonly gaps: readonly number[];
  readonly masked: readonly {
    readonly word: number;
    readonly masked: Top;
    readonly replace: Top;
    readonly insert: Top;
  }[];
}
