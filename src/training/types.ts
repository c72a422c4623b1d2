import type { CheckerParts } from "../grammar/checker.js";
import type { Span } from "../grammar/span.js";
import type { Adaptation } from "../inference/adaptation.js";
import type { CascadeParts } from "../inference/cascade.js";
import type { WordList } from "../inference/lexicon.js";
import type { ModelManifest } from "../inference/manifest.js";
import type { TrainingReport } from "../inference/node/store/report.js";
import type { TrainStep } from "./learn/train.js";

/** A sentence and what it should become; one that is right as it is has itself for its target. */
export interface Pair {
  readonly source: string;
  readonly target: string;
}

/** A correction that a person made: a sentence before and after. */
export interface Correction extends Pair {
  /** From the history of the repository, a fix of Cloze that was accepted, or a change by hand where a squiggle stood. */
  readonly origin: "git" | "accepted" | "byHand";
}

/** A sentence in which the writer ignored a finding; the span is the finding's, half-open UTF-16 offsets of `text`. */
export interface IgnoredFinding extends Span {
  readonly text: string;
  /** The fix that was refused, without surrounding spaces; empty for a deletion. For the reader: the whole place is left alone. */
  readonly fix?: string;
}

/** All that a retraining learns from. Texts are single sentences, or paragraphs that are split into sentences. */
export interface TrainingData {
  /** Plain prose of the project, without markup; code spans stay in backquotes. */
  readonly prose: readonly string[];
  readonly corrections: readonly Correction[];
  readonly ignored: readonly IgnoredFinding[];
  /** The dictionaries. */
  readonly words: readonly string[];
}

export interface TrainingOptions {
  /** Budget for everything, the checks before and after included. */
  readonly minutes: number;
  /** The same seed, data and number of steps give the same adapter. */
  readonly seed: number;
  readonly threads: 1;
  /** `cpu` counts the time that the process computes instead, so that figures do not depend on what else a machine does. */
  readonly clock?: "wall" | "cpu";
}

/** What is being done, for a progress bar. */
export interface Progress {
  readonly phase: "measuring" | "learning" | "checking";
  /** Share of the whole work that is done, 0 to 1. */
  readonly share: number;
  readonly secondsLeft: number;
  /** Mean loss of the last steps; while learning. */
  readonly loss?: number;
}

export interface ProgressListener {
  readonly onProgress: (progress: Progress) => void;
  readonly isCancelled: () => boolean;
}

/** A model that is loaded for as long as it is measured. */
export interface OpenModel extends CheckerParts {
  readonly manifest: ModelManifest;
  readonly lexicon: WordList;
  readonly cascade: CascadeParts;
  close(): Promise<void>;
}

/** What retraining needs of its surroundings. */
export interface TrainingEnvironment {
  /** Only one of model and step is open at a time: each takes some 200 MB. */
  openModel(adaptation: Adaptation | undefined): Promise<OpenModel>;
  openStep(): Promise<TrainStep>;
  readonly shipped: ShippedSentences;
  /** Milliseconds of a clock that only goes forward. */
  now(): number;
}

/** The sentences that ship: what English must not be forgotten, and what shows whether it was. No sentence is in both. */
export interface ShippedSentences {
  /** To learn from beside a project's own. */
  readonly rehearsal: readonly Pair[];
  /** To measure by, never learnt from. */
  readonly regression: readonly Pair[];
}

/** What came of a training: as told to the writer, and what is written if it is kept. */
export interface TrainingOutcome extends Omit<TrainingReport, "editBiases" | "allowlist" | "peakMegabytes"> {
  readonly adaptation: Adaptation;
}

/** What is sent to the training process. */
export interface TrainingRequest {
  /** The folder of the model that ships. */
  readonly model: string;
  readonly data: TrainingData;
  readonly options: TrainingOptions;
  /** Where the adapter is written if it is kept; nothing is written there otherwise. */
  readonly out: string;
}

/** Messages of the training process. */
export type TrainingMessage =
  | { readonly kind: "progress"; readonly progress: Progress }
  | { readonly kind: "done"; readonly report: TrainingReport }
  | { readonly kind: "failed"; readonly message: string };

/** The data are too few to learn from, or the model lacks `train.onnx`: one sentence for the writer. */
export class TrainingError extends Error {
  override readonly name = "TrainingError";
}
