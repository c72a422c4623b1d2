import type { CurvePoint } from "../contract.js";
import type { LastTraining } from "../store/version.js";
import { curveSvg } from "./curve.js";
import { percent, summaryOf, type Example, type FigureTable } from "./summary.js";

/** The report as the body of an HTML page: no script, no style of its own, and every word of the writer's escaped. */
export function reportPage(last: LastTraining): string {
  const { title, verdict, reason, tables, gone, fresh, habits, facts } = summaryOf(last);
  const { kept, curveBefore, curveAfter } = last.report;
  return [
    "<main>",
    `<h1>${escaped(title)}</h1>`,
    `<p class="${kept ? "kept" : "refused"}"><strong>${kept ? "✓" : "✗"} ${escaped(verdict)}</strong> ${escaped(reason)}</p>`,
    ...tables.map(tableOf),
    listOf("Findings gone", gone.map(lineOf)),
    listOf("Findings new", fresh.map(lineOf)),
    listOf("Learned from what you do again and again", habits.map(escaped)),
    curveSection(curveBefore, curveAfter),
    `<p>${escaped(facts)}</p>`,
    "</main>",
  ]
    .filter((part) => part !== "")
    .join("\n");
}

function tableOf({ title, measured, rows }: FigureTable): string {
  const lines = rows.map(
    ({ name, before, after }) =>
      `<tr><th scope="row">${escaped(name)}</th><td>${escaped(before)}</td><td>${escaped(after)}</td></tr>`,
  );
  return `<h2>${escaped(title)}</h2>
<table><caption>${escaped(measured)}</caption>
<thead><tr><td></td><th scope="col">before</th><th scope="col">after</th></tr></thead>
<tbody>${lines.join("\n")}</tbody></table>`;
}

function listOf(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return "";
  return `<h2>${escaped(title)}</h2>\n<ul>${lines.map((line) => `<li>${line}</li>`).join("\n")}</ul>`;
}

function lineOf({ before, found, after, fix, probability }: Example): string {
  const removed = found.trim() === "" ? "" : `<del>${escaped(found)}</del>`;
  const added = fix === "" ? "" : ` <ins>${escaped(fix)}</ins>`;
  return `${escaped(before)}${removed}${added}${removed === "" ? " " : ""}${escaped(after)} (${probability})`;
}

function curveSection(before: readonly CurvePoint[], after: readonly CurvePoint[]): string {
  const svg = curveSvg(before, after);
  if (svg === "") return "";
  return `<h2>Thresholds</h2>
<figure>${svg}<figcaption>Mistakes found in the held-out part of this project against false alarms, as the threshold falls. Dashed with squares: before; solid with circles: after.</figcaption></figure>
<details><summary>The numbers</summary>${pointsOf("Before", before)}${pointsOf("After", after)}</details>`;
}

function pointsOf(title: string, points: readonly CurvePoint[]): string {
  const lines = points.map(
    ({ threshold, precision, recall, alarmsPer1000 }) =>
      `<tr><th scope="row">${threshold.toFixed(2)}</th><td>${percent(precision)}</td><td>${percent(recall)}</td><td>${alarmsPer1000.toFixed(2)}</td></tr>`,
  );
  return `<table><caption>${title}</caption><thead><tr><th scope="col">shown from</th><th scope="col">precision</th><th scope="col">mistakes found</th><th scope="col">false alarms per 1,000 words</th></tr></thead><tbody>${lines.join("\n")}</tbody></table>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/gu, (character) => ENTITIES[character]!);
}
