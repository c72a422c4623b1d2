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

/** @returns `undefined` if the text is not what this program writes */
export function parseVersion(text: string): Version | undefined {
  const version = parseObject(text);
  const isWhole =
    version?.["format"] === 1 &&
    ["id", "date"].every((key) => typeof version[key] === "string") &&
    isReport(version["report"]);
  return isWhole ? (version as unknown as Version) : undefined;
}

/** @returns `undefined` if the text is not what this program writes */
export function parseLastTraining(text: string): LastTraining | undefined {
  const last = parseObject(text);
  return typeof last?.["date"] === "string" && isReport(last["report"]) ? (last as unknown as LastTraining) : undefined;
}

/** @returns the chosen id, `null` for the model that ships, `undefined` if the text tells neither */
export function parseChoice(text: string): string | null | undefined {
  const id = parseObject(text)?.["id"];
  return typeof id === "string" || id === null ? id : undefined;
}

function isReport(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const report = value as Partial<Record<string, unknown>>;
  const parts = [
    "before",
    "after",
    "regressionBefore",
    "regressionAfter",
    "examplesGone",
    "curveBefore",
    "habits",
    "usages",
  ];
  return (
    parts.every((key) => typeof report[key] === "object") &&
    typeof report["reason"] === "string" &&
    typeof report["share"] === "number"
  );
}

function parseObject(text: string): Partial<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
