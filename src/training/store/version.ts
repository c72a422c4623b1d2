import * as v from "valibot";
import type { TrainingReport } from "../contract.js";

/** A retrained model: what `ID.json` says of the adapter in `ID.bin`, which itself names the model it was made for. */
export interface Version {
  readonly format: 1;
  readonly id: string;
  /** ISO 8601. */
  readonly date: string;
  readonly report: TrainingReport;
}

/** The last training, kept or not. */
export interface LastTraining {
  readonly date: string;
  readonly report: TrainingReport;
}

const estimate = v.object({ value: v.number(), low: v.number(), high: v.number() });
const figures = v.looseObject({
  precision: v.number(),
  recall: v.number(),
  f05: estimate,
  alarmsPer1000: estimate,
  corrections: v.number(),
  cleanSentences: v.number(),
  cleanWords: v.number(),
});
const known = v.object({ known: v.number(), of: v.number() });
const changed = v.object({
  text: v.string(),
  start: v.number(),
  end: v.number(),
  fix: v.string(),
  probability: v.number(),
});
const point = v.object({
  threshold: v.number(),
  precision: v.number(),
  recall: v.number(),
  alarmsPer1000: v.number(),
});
const habit = v.object({
  operation: v.picklist(["replace", "delete", "insert", "merge", "split", "case"]),
  typed: v.string(),
  text: v.string(),
  bias: v.number(),
});
const usage = v.object({ typed: v.string(), between: v.exactOptional(v.tuple([v.string(), v.string()])) });

/** Later versions may say more; what they say is kept. */
const report: v.GenericSchema<unknown, TrainingReport> = v.looseObject({
  before: figures,
  after: figures,
  regressionBefore: figures,
  regressionAfter: figures,
  lessonsBefore: known,
  lessonsAfter: known,
  kept: v.boolean(),
  reason: v.string(),
  examplesGone: v.array(changed),
  examplesNew: v.array(changed),
  curveBefore: v.array(point),
  curveAfter: v.array(point),
  steps: v.number(),
  share: v.number(),
  seconds: v.number(),
  habits: v.array(habit),
  usages: v.array(usage),
  peakMegabytes: v.number(),
});

/** Part of file names. */
const id = v.pipe(v.string(), v.regex(/^[\w-]+$/u));
const date = v.pipe(v.string(), v.isoTimestamp());

const version: v.GenericSchema<unknown, Version> = v.looseObject({ format: v.literal(1), id, date, report });
const lastTraining: v.GenericSchema<unknown, LastTraining> = v.looseObject({ date, report });
const choice = v.looseObject({ id: v.nullable(id) });

/** @returns `undefined` if the text is not what this program writes */
export function parseVersion(text: string): Version | undefined {
  return parse(version, text);
}

/** What is wrong with the description of a version, as the end of a sentence. */
export function problemOfDescription(text: string): string {
  const read = v.safeParse(version, parseJson(text));
  return read.success ? "it is another one's" : `${v.getDotPath(read.issues[0]) ?? "it"} is not ${read.issues[0].expected ?? read.issues[0].type}`; // prettier-ignore
}

/** @returns `undefined` if the text is not what this program writes */
export function parseLastTraining(text: string): LastTraining | undefined {
  return parse(lastTraining, text);
}

/** @returns the chosen id, `null` for the model that ships, `undefined` if the text tells neither */
export function parseChoice(text: string): string | null | undefined {
  return parse(choice, text)?.id;
}

function parse<T>(schema: v.GenericSchema<unknown, T>, text: string): T | undefined {
  const read = v.safeParse(schema, parseJson(text));
  return read.success ? read.output : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What is no JSON is no version either, and is told so.
    return undefined;
  }
}
