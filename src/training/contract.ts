import type { Span } from "../grammar/span.js";
import type { Adaptation } from "../inference/adaptation.js";
import type { AllowedNgram } from "../inference/allowlist.js";
import type { EditBias } from "../inference/editBiases.js";

/** A correction that a person made: a sentence before and after. */
export interface Correction {
  readonly source: string;
  readonly target: string;
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
export interface Lessons {
  /** Plain prose of the project, without markup; code spans stay in backquotes. */
  readonly prose: readonly string[];
  readonly corrections: readonly Correction[];
  readonly ignored: readonly IgnoredFinding[];
  /** The dictionaries. */
  readonly words: readonly string[];
}

export interface TrainingOptions {
  /** Budget for everything, the checks before and after included; where a share of what was learnt has to be tried, that may come on top. */
  readonly minutes: number;
  /** The same seed, lessons and number of steps give the same adapter. */
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

/** A share and the 95 % interval of a bootstrap over sentences. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** How well a model corrects a set of sentences, at the balanced sensitivity. */
export interface Figures {
  readonly precision: number;
  readonly recall: number;
  readonly f05: Estimate;
  /** Findings in clean sentences for 1,000 of their words. */
  readonly alarmsPer1000: Estimate;
  readonly corrections: number;
  readonly cleanSentences: number;
  readonly cleanWords: number;
}

/** A finding that one model has and the other has not. */
export interface ChangedFinding extends Span {
  /** The sentence; the span lies in it. */
  readonly text: string;
  /** The first fix; empty for a deletion. */
  readonly fix: string;
  readonly probability: number;
}

/** One point of the threshold curve: what is found of the held-out set when findings surer than `threshold` are shown. */
export interface CurvePoint {
  readonly threshold: number;
  readonly precision: number;
  readonly recall: number;
  readonly alarmsPer1000: number;
}

export interface TrainingOutcome {
  readonly adaptation: Adaptation;
  /** On the part of the lessons that was held out, with the model as it was and as it is now. */
  readonly before: Figures;
  readonly after: Figures;
  /** On the set that ships (model/rehearsal.jsonl). */
  readonly regressionBefore: Figures;
  readonly regressionAfter: Figures;
  /** How many of the corrections and ignored findings it takes as the writer does, of those looked at. */
  readonly lessonsBefore: { readonly known: number; readonly of: number };
  readonly lessonsAfter: { readonly known: number; readonly of: number };
  readonly kept: boolean;
  /** One sentence for the writer: why it was kept or refused. */
  readonly reason: string;
  /** Findings in the held-out prose that the new model no longer has, and those that only it has; at most twenty each. */
  readonly examplesGone: readonly ChangedFinding[];
  readonly examplesNew: readonly ChangedFinding[];
  readonly curveBefore: readonly CurvePoint[];
  readonly curveAfter: readonly CurvePoint[];
  readonly steps: number;
  /** How much of what the steps have taught is in it, 0 to 1: what goes further is usually blinder, too. */
  readonly share: number;
  readonly seconds: number;
}

/** What is sent to the training process. */
export interface TrainingRequest {
  /** The folder of the model that ships. */
  readonly model: string;
  readonly lessons: Lessons;
  readonly options: TrainingOptions;
  /** Where the adapter is written if it is kept; nothing is written there otherwise. */
  readonly out: string;
  /** The adapter to go on from; the shipped model if absent. */
  readonly from?: string;
}

/** What the training process tells of its outcome; the vector is in the file. */
export interface TrainingReport extends Omit<TrainingOutcome, "adaptation"> {
  readonly habits: readonly EditBias[];
  readonly usages: readonly AllowedNgram[];
  /** The most memory that the process held. */
  readonly peakMegabytes: number;
}

/** Messages of the training process. */
export type TrainingMessage =
  | { readonly kind: "progress"; readonly progress: Progress }
  | { readonly kind: "done"; readonly outcome: TrainingReport }
  | { readonly kind: "failed"; readonly message: string };

/** Lessons are too few to learn from, or the model lacks `train.onnx`: one sentence for the writer. */
export class TrainingError extends Error {
  override readonly name = "TrainingError";
}
