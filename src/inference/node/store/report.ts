import * as v from "valibot";
import type { AllowedNgram } from "../../allowlist.js";
import type { EditBias } from "../../editBiases.js";

const estimate = v.object({ value: v.number(), low: v.number(), high: v.number() });
const figures = {
  precision: v.number(),
  recall: v.number(),
  f05: estimate,
  /** Findings in clean sentences for 1,000 of their words. */
  alarmsPer1000: estimate,
  corrections: v.number(),
  cleanSentences: v.number(),
  cleanWords: v.number(),
};
const decisionCount = v.object({ known: v.number(), of: v.number() });
const changedFinding = v.object({
  /** The sentence; the span lies in it. */
  text: v.string(),
  start: v.number(),
  end: v.number(),
  /** The first fix; empty for a deletion. */
  fix: v.string(),
  probability: v.number(),
});
const curvePoint = v.object({ threshold: v.number(), precision: v.number(), recall: v.number(), alarmsPer1000: v.number() }); // prettier-ignore

/** What retraining learns beside the vector. */
export const editBias: v.GenericSchema<unknown, EditBias> = v.object({
  operation: v.picklist(["replace", "delete", "insert", "merge", "split", "case"]),
  typed: v.string(),
  text: v.string(),
  bias: v.number(),
});
export const allowedNgram: v.GenericSchema<unknown, AllowedNgram> = v.object({
  typed: v.string(),
  between: v.exactOptional(v.tuple([v.string(), v.string()])),
});

const report = {
  /** On what was held out of the project, by the model that ships and by the new one. */
  before: v.looseObject(figures) as v.GenericSchema<unknown, Figures>,
  after: v.looseObject(figures) as v.GenericSchema<unknown, Figures>,
  /** On the sentences that ship. */
  regressionBefore: v.looseObject(figures) as v.GenericSchema<unknown, Figures>,
  regressionAfter: v.looseObject(figures) as v.GenericSchema<unknown, Figures>,
  /** How many of the corrections and ignored findings it takes as the writer does, of those looked at. */
  decisionsBefore: decisionCount,
  decisionsAfter: decisionCount,
  kept: v.boolean(),
  /** One sentence for the writer: why it was kept or refused. */
  reason: v.string(),
  /** Findings in the held-out prose that the new model no longer has, and those that only it has; at most twenty each. */
  examplesGone: v.pipe(v.array(changedFinding), v.readonly()),
  examplesNew: v.pipe(v.array(changedFinding), v.readonly()),
  curveBefore: v.pipe(v.array(curvePoint), v.readonly()),
  curveAfter: v.pipe(v.array(curvePoint), v.readonly()),
  steps: v.number(),
  /** Whether what the steps have taught is in it. */
  isAdapted: v.boolean(),
  seconds: v.number(),
  editBiases: v.pipe(v.array(editBias), v.readonly()),
  allowlist: v.pipe(v.array(allowedNgram), v.readonly()),
  /** The most memory that the process held. */
  peakMegabytes: v.number(),
};

/** A share and the 95 % interval of a bootstrap over sentences. */
export type Estimate = Readonly<v.InferOutput<typeof estimate>>;
/** How well a model corrects a set of sentences, at the balanced sensitivity. */
export type Figures = Readonly<v.InferOutput<v.ObjectSchema<typeof figures, undefined>>>;
export type DecisionCount = Readonly<v.InferOutput<typeof decisionCount>>;
/** A finding that one model has and the other has not. */
export type ChangedFinding = Readonly<v.InferOutput<typeof changedFinding>>;
/** One point of the threshold curve: what is found of the held-out set when findings surer than `threshold` are shown. */
export type CurvePoint = Readonly<v.InferOutput<typeof curvePoint>>;
/** What came of a training; the vector is in the file of the adapter. */
export type TrainingReport = Readonly<v.InferOutput<v.ObjectSchema<typeof report, undefined>>>;

/** Names that `cloze-adapter-3` had for what it knew; what of a share was taken is told as taken. */
const FORMER = { habits: "editBiases", usages: "allowlist", lessonsBefore: "decisionsBefore", lessonsAfter: "decisionsAfter" }; // prettier-ignore

/** Renames the parts of what an earlier version wrote. */
export function inPresentNames(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const renamed = Object.entries(value).map(([key, part]) => [FORMER[key as keyof typeof FORMER] ?? key, part as unknown]); // prettier-ignore
  const share: unknown = (value as { share?: unknown }).share;
  return Object.fromEntries(typeof share === "number" ? [...renamed, ["isAdapted", share > 0]] : renamed);
}

/** Later versions may say more; what they say is kept. */
export const trainingReport: v.GenericSchema<unknown, TrainingReport> = v.pipe(
  v.unknown(),
  v.transform(inPresentNames),
  v.looseObject(report),
);

/** Parts of a report that hold what stands in a project, in former names as well. */
export const WITH_SENTENCES: readonly string[] = ["examplesGone", "examplesNew", "editBiases", "allowlist", "habits", "usages"]; // prettier-ignore
