import type { AllowedNgram } from "../../inference/allowlist.js";
import type { EditBias } from "../../inference/editBiases.js";
import type { ChangedFinding, Estimate, Figures, TrainingReport } from "../contract.js";
import type { LastTraining } from "../store/version.js";

/** What a report says, before it is Markdown or a page. */
interface Summary {
  readonly title: string;
  readonly verdict: string;
  readonly reason: string;
  readonly tables: readonly FigureTable[];
  readonly gone: readonly Example[];
  readonly fresh: readonly Example[];
  readonly habits: readonly string[];
  /** How it was done. */
  readonly facts: string;
}

export interface FigureTable {
  readonly title: string;
  /** What it was measured on. */
  readonly measured: string;
  readonly rows: readonly { readonly name: string; readonly before: string; readonly after: string }[];
}

/** A finding in its sentence, in parts. */
export interface Example {
  readonly before: string;
  readonly found: string;
  readonly after: string;
  readonly fix: string;
  readonly probability: string;
}

export function summaryOf({ date, report }: LastTraining): Summary {
  return {
    title: `Model report, ${date.slice(0, 10)}`,
    verdict: report.kept ? "The new model is kept." : "The new model is refused, and the old one stays.",
    reason: report.reason,
    tables: [projectTable(report), shippedTable(report)],
    gone: report.examplesGone.map(exampleOf),
    fresh: report.examplesNew.map(exampleOf),
    habits: [...report.habits.map(habitText), ...usagesText(report.usages)],
    facts: `${count(report.steps)} steps in ${duration(report.seconds)}, with at most ${count(report.peakMegabytes)} MB of memory; ${taken(report.share)} of what they taught is in it. The ranges are 95 % intervals of a bootstrap over sentences. Before: the model that ships.`, // prettier-ignore
  };
}

function projectTable({ before, after, lessonsBefore, lessonsAfter }: TrainingReport): FigureTable {
  const known = ({ known, of }: TrainingReport["lessonsBefore"]): string => `${count(known)} of ${count(of)}`;
  const lessons = { name: "Your decisions it agrees with", before: known(lessonsBefore), after: known(lessonsAfter) };
  return {
    title: "This project",
    measured: `Held out, never learned from: ${sizeOf(before)}.`,
    rows: lessonsAfter.of > 0 ? [...rowsOf(before, after), lessons] : rowsOf(before, after),
  };
}

function shippedTable({ regressionBefore, regressionAfter }: TrainingReport): FigureTable {
  return {
    title: "Everything else",
    measured: `Sentences that ship with Cloze: ${sizeOf(regressionBefore)}.`,
    rows: rowsOf(regressionBefore, regressionAfter),
  };
}

function sizeOf({ corrections, cleanSentences, cleanWords }: Figures): string {
  return `${count(corrections)} mistakes, ${count(cleanSentences)} clean sentences of ${count(cleanWords)} words`;
}

function rowsOf(before: Figures, after: Figures): FigureTable["rows"] {
  const row = (name: string, of: (figures: Figures) => string): FigureTable["rows"][number] => ({ name, before: of(before), after: of(after) }); // prettier-ignore
  return [
    row("F0.5", ({ f05 }) => percentRange(f05)),
    row("Precision", ({ precision }) => percent(precision)),
    row("Mistakes found", ({ recall }) => percent(recall)),
    row("False alarms per 1,000 words", ({ alarmsPer1000 }) => range(alarmsPer1000, 2)),
  ];
}

function exampleOf({ text, start, end, fix, probability }: ChangedFinding): Example {
  return {
    before: text.slice(0, start),
    found: text.slice(start, end),
    after: text.slice(end),
    fix: fix.trim(),
    probability: `${String(Math.round(probability * 100))} %`,
  };
}

/** They are many: they share a line. */
function usagesText(usages: readonly AllowedNgram[]): string[] {
  const texts = usages.map(({ typed, between }) => (between ? [between[0], typed, between[1]] : [typed]).join(" ").replaceAll(/ (?=\p{P})/gu, "")); // prettier-ignore
  const sorted = texts.sort((a, b) => a.localeCompare(b)).map((text) => `“${text}”`);
  return sorted.length > 0 ? [`${sorted.join(", ")}: written so again and again, and no longer flagged`] : [];
}

function habitText({ operation, typed, text, bias }: EditBias): string {
  const change = operation === "insert" ? `“${text}” after “${typed}”` : `“${typed}” → ${text === "" ? "nothing" : `“${text}”`}`; // prettier-ignore
  return bias > 0 ? `${change}: found more readily` : `${change}: no longer proposed`;
}

function taken(share: number): string {
  return share === 0 ? "nothing" : share === 1 ? "all" : `${String(Math.round(share * 100))} %`;
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function percentRange({ value, low, high }: Estimate): string {
  return `${percent(value)} (${(low * 100).toFixed(1)}–${(high * 100).toFixed(1)})`;
}

function range({ value, low, high }: Estimate, digits: number): string {
  return `${value.toFixed(digits)} (${low.toFixed(digits)}–${high.toFixed(digits)})`;
}

function count(number: number): string {
  return Math.round(number).toLocaleString("en");
}

function duration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = `${String(Math.round(seconds % 60))} s`;
  return minutes === 0 ? rest : `${String(minutes)} min ${rest}`;
}
