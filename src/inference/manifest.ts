import type { Thresholds } from "../grammar/policy.js";
import type { Priors } from "../grammar/prior.js";
import type { TextRules } from "../grammar/sentences.js";
import { FEATURES } from "./features.js";
import { GATE_FEATURES, type Gates } from "./gate.js";
import { KINDS, TAGS } from "./graphs.js";
import { ModelError } from "./runtime.js";
import type { Ensembles } from "./scoreEdits.js";
import type { ScreeningThresholds } from "./screening.js";
import type { SlotWeights } from "./slotScores.js";
import { CASES } from "./wordCase.js";

/** `model/model.json` as `scripts/export.py` writes it. */
export interface ModelManifest {
  readonly formatVersion: 5;
  /** Name and licence of the base model. */
  readonly base: { readonly name: string; readonly licence: string };
  /** SHA-256, in hexadecimal, of every file beside it. */
  readonly files: Readonly<Record<string, string>>;
  readonly hiddenSize: number;
  /** Length of the flat adapter vector. */
  readonly adapterLength: number;
  /** Likewise of the large model, which lies in `second/` and reads again what the small one doubts. */
  readonly second: {
    readonly base: ModelManifest["base"];
    readonly hiddenSize: number;
    readonly adapterLength: number;
  };
  /** Longest row in pieces, and how many pieces two windows of a long sentence share. */
  readonly maxPieces: number;
  readonly overlap: number;
  /** The training step beside it and the parts of the adapter (`scripts/export_training.py`); a model without it cannot be retrained. */
  readonly training?: {
    readonly graph: string;
    /** SHA-256 of the graph, apart from `files`: checking does without it. */
    readonly sha256: string;
    readonly layout: readonly { readonly name: string; readonly start: number; readonly end: number }[];
  };
  readonly text: TextRules;
  /** From which probabilities on, by the small model, a sentence is read again; and by both, a place is looked at. */
  readonly doubtThresholds: ScreeningThresholds;
  readonly screeningThresholds: ScreeningThresholds;
  readonly gates: Gates;
  readonly ensembles: Ensembles;
  readonly slotWeights: SlotWeights;
  readonly priors: Priors;
  readonly thresholds: Thresholds;
  /** What the model reached when it was exported; for the report, not for the program. */
  readonly scores: Readonly<Record<string, unknown>>;
  /** SHA-256, in hexadecimal, of all bytes of the file before this last entry. */
  readonly sha256: string;
}

/** The labels that this program was built for; a model with others would be misread. */
const LABELS: Readonly<Record<string, readonly string[]>> = {
  tags: TAGS,
  cases: CASES,
  kinds: KINDS,
  features: FEATURES,
  gateFeatures: GATE_FEATURES,
};

/**
 * Checks a parsed `model.json`.
 * @param value the parsed JSON
 * @param file its path, for the message
 * @throws ModelError if it is not of this format or its labels differ
 */
export function parseManifest(value: unknown, file: string): ModelManifest {
  const manifest = value as Record<string, unknown>;
  if (typeof value !== "object" || value === null || manifest["formatVersion"] !== 5)
    throw new ModelError(
      `${file} is not a model of format 5. Reinstall Cloze or point cloze.modelPath at another model.`,
    );
  for (const key of [
    "files",
    "text",
    "doubtThresholds",
    "screeningThresholds",
    "gates",
    "ensembles",
    "slotWeights",
    "priors",
    "thresholds",
    "hiddenSize",
    "adapterLength",
    "second",
    "maxPieces",
    "overlap",
  ])
    if (manifest[key] === undefined)
      throw new ModelError(`${file} lacks “${key}”. Export the model again with scripts/export.py.`);
  for (const [name, expected] of Object.entries(LABELS))
    if (
      JSON.stringify((manifest["labels"] as Record<string, unknown> | undefined)?.[name]) !== JSON.stringify(expected)
    )
      throw new ModelError(
        `${file} was made for other ${name} than this version of Cloze knows. Export the model again with scripts/export.py.`,
      );
  return value as ModelManifest;
}
