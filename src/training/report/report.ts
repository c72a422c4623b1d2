import type { AllowedNgram } from "../../inference/allowlist.js";
import type { EditBias } from "../../inference/editBiases.js";
import type { LastTraining } from "../../inference/node/store/version.js";
import type { ChangedFinding, CurvePoint, DecisionCount, Estimate, Figures, TrainingReport } from "../../inference/node/store/report.js"; // prettier-ignore
import { type Block, htmlOf, type Inline, markdownOf } from "./blocks.js";
import { curveSvg } from "./curve.js";

/** The report as a Markdown document. */
export function reportMarkdown(last: LastTraining): string {
  return markdownOf(blocksOf(last));
}

/** The report as the body of an HTML page: no script, no style of its own, and every word of the writer's escaped. */
export function reportPage(last: LastTraining): string {
  return htmlOf(blocksOf(last));
}

function blocksOf({ date, report }: LastTraining): Block[] {
  const { kept, reason, curveBefore, curveAfter } = report;
  const verdict = kept ? "The new model is kept." : "The new model is refused, and the old one stays.";
  const { decisionsBefore, decisionsAfter, before, after, regressionBefore, regressionAfter } = report;
  const decisions = ["Your decisions it agrees with", known(decisionsBefore), known(decisionsAfter)];
  return [
    { kind: "title", text: `Model report, ${date.slice(0, 10)}` },
    { kind: "verdict", kept, text: verdict, reason },
    { kind: "heading", text: "This project" },
    figuresTable(`Held out, never learned from: ${sizeOf(before)}.`, before, after, decisionsAfter.of > 0 ? [decisions] : []), // prettier-ignore
    { kind: "heading", text: "Everything else" },
    figuresTable(`Sentences that ship with Cloze: ${sizeOf(regressionBefore)}.`, regressionBefore, regressionAfter),
    ...section("Findings gone", report.examplesGone.map(exampleParts)),
    ...section("Findings new", report.examplesNew.map(exampleParts)),
    ...section("Learned from what you do again and again", [...report.editBiases.map(biasText), ...allowlistText(report.allowlist)].map((text) => [text])), // prettier-ignore
    ...curveBlocks(curveBefore, curveAfter),
    { kind: "text", text: factsOf(report) },
  ];
}

function figuresTable(caption: string, before: Figures, after: Figures, more: readonly string[][] = []): Block {
  const row = (name: string, of: (figures: Figures) => string): string[] => [name, of(before), of(after)];
  const corrected = [
    row("F0.5", ({ f05 }) => percentRange(f05)),
    row("Precision", ({ precision }) => percent(precision)),
    row("Mistakes found", ({ recall }) => percent(recall)),
  ];
  const alarms = row("False alarms per 1,000 words", ({ alarmsPer1000 }) => range(alarmsPer1000, 2));
  // Without corrections that were held out there is nothing to find.
  const rows = [...(after.corrections > 0 ? corrected : []), alarms, ...more];
  return { kind: "table", caption, head: ["", "before", "after"], rows };
}

function section(title: string, items: readonly (readonly Inline[])[]): Block[] {
  return items.length === 0 ? [] : [{ kind: "heading", text: title }, { kind: "list", items }]; // prettier-ignore
}

function curveBlocks(before: readonly CurvePoint[], after: readonly CurvePoint[]): Block[] {
  if (before.length + after.length === 0) return [];
  const head = ["shown from", "precision", "mistakes found", "false alarms per 1,000 words"];
  const table = (caption: string, points: readonly CurvePoint[]): Block => ({
    kind: "table",
    caption,
    head,
    rows: points.map(({ threshold, precision, recall, alarmsPer1000 }) => [threshold.toFixed(2), percent(precision), percent(recall), alarmsPer1000.toFixed(2)]), // prettier-ignore
  });
  const caption = "Mistakes found in the held-out part of this project against false alarms, as the threshold falls. Dashed with squares: before; solid with circles: after."; // prettier-ignore
  return [
    { kind: "heading", text: "Thresholds" },
    { kind: "picture", svg: curveSvg(before, after), caption },
    table("Before", before),
    table("After", after),
  ];
}

function factsOf({ steps, seconds, peakMegabytes, isAdapted }: TrainingReport): string {
  const learnt = isAdapted
    ? "What the steps have taught is in it"
    : "What the steps have taught gave this project nothing, and none of it is in the model: what is new is counted and fitted";
  return `${learnt}. ${count(steps)} steps in ${duration(seconds)}, with at most ${count(peakMegabytes)} MB of memory. The ranges are 95 % intervals of a bootstrap over sentences. Before: the model that ships.`; // prettier-ignore
}

function sizeOf({ corrections, cleanSentences, cleanWords }: Figures): string {
  return `${count(corrections)} mistakes, ${count(cleanSentences)} clean sentences of ${count(cleanWords)} words`;
}

function known({ known: matched, of }: DecisionCount): string {
  return `${count(matched)} of ${count(of)}`;
}

/** A finding in its sentence: what is taken out, and what is put in. */
function exampleParts({ text, start, end, fix, probability }: ChangedFinding): Inline[] {
  const found = text.slice(start, end);
  const word = found.trim();
  const [lead, trail] = word === "" ? ["", " "] : [found.slice(0, found.length - found.trimStart().length), found.slice(found.trimEnd().length)]; // prettier-ignore
  const added = fix.trim() === "" ? [] : [" ", { added: fix.trim() }];
  const tail = `${trail}${text.slice(end)}`.replace(/^\s+/u, " ");
  return [text.slice(0, start) + lead, ...(word === "" ? [] : [{ removed: word }]), ...added, `${tail} (${String(Math.round(probability * 100))} %)`]; // prettier-ignore
}

/** They are many: they share a line. */
function allowlistText(allowlist: readonly AllowedNgram[]): string[] {
  const texts = allowlist.map(({ typed, between }) => (between ? [between[0], typed, between[1]] : [typed]).join(" ").replaceAll(/ (?=\p{P})/gu, "")); // prettier-ignore
  const sorted = texts.sort((a, b) => a.localeCompare(b)).map((text) => `“${text}”`);
  return sorted.length > 0 ? [`${sorted.join(", ")}: written so again and again, and no longer flagged`] : [];
}

function biasText({ operation, typed, text, bias }: EditBias): string {
  const change = operation === "insert" ? `“${text}” after “${typed}”` : `“${typed}” → ${text === "" ? "nothing" : `“${text}”`}`; // prettier-ignore
  return bias > 0 ? `${change}: found more readily` : `${change}: no longer proposed`;
}

function percent(share: number): string {
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
