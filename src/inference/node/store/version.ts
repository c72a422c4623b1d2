import * as v from "valibot";
import { type TrainingReport, trainingReport } from "./report.js";

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

/** Part of file names. */
const id = v.pipe(v.string(), v.regex(/^[\w-]+$/u));
const date = v.pipe(v.string(), v.isoTimestamp());

const version: v.GenericSchema<unknown, Version> = v.looseObject({
  format: v.literal(1),
  id,
  date,
  report: trainingReport,
});
const lastTraining: v.GenericSchema<unknown, LastTraining> = v.looseObject({ date, report: trainingReport });
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
