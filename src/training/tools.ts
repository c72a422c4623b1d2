import type { CheckerParts } from "../grammar/checker.js";
import type { Adaptation } from "../inference/adaptation.js";
import type { CascadeParts } from "../inference/cascade.js";
import type { WordList } from "../inference/lexicon.js";
import type { ModelManifest } from "../inference/manifest.js";
import type { Stepper } from "./learn.js";
import type { ShippedSentences } from "./rehearsal.js";

/** A model that is loaded for as long as it is measured. */
export interface OpenModel extends CheckerParts {
  readonly manifest: ModelManifest;
  readonly lexicon: WordList;
  readonly examination: CascadeParts;
  close(): Promise<void>;
}

/** What retraining needs of its surroundings. */
export interface Tools {
  /** Only one of model and stepper is open at a time: each takes some 200 MB. */
  openModel(adaptation: Adaptation | undefined): Promise<OpenModel>;
  openStepper(): Promise<Stepper>;
  readonly shipped: ShippedSentences;
  /** Milliseconds of a clock that only goes forward. */
  now(): number;
}
