import type { CurvePoint } from "../contract.js";
import type { LastTraining } from "../store/version.js";
import { percent, summaryOf, type Example, type FigureTable } from "./summary.js";

/** The report as a Markdown document. */
export function reportMarkdown(last: LastTraining): string {
  const { title, verdict, reason, tables, gone, fresh, habits, facts } = summaryOf(last);
  const { curveBefore, curveAfter } = last.report;
  return `${[
    `# ${title}`,
    `**${verdict}** ${escaped(reason)}`,
    ...tables.map(tableOf),
    ...listOf("Findings gone", gone.map(lineOf)),
    ...listOf("Findings new", fresh.map(lineOf)),
    ...listOf("Learned from what you do again and again", habits.map(escaped)),
    ...curveOf("Thresholds before", curveBefore),
    ...curveOf("Thresholds after", curveAfter),
    facts,
  ].join("\n\n")}\n`;
}

function tableOf({ title, measured, rows }: FigureTable): string {
  const lines = rows.map(({ name, before, after }) => `| ${name} | ${before} | ${after} |`);
  return [`## ${title}`, "", measured, "", "| | before | after |", "| --- | --- | --- |", ...lines].join("\n");
}

function listOf(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`## ${title}`, lines.map((line) => `- ${line}`).join("\n")];
}

/** What is taken out is struck through, what is put in stands bold behind it. Marks hold only where they touch their word. */
function lineOf({ before, found, after, fix, probability }: Example): string {
  const word = found.trim();
  const lead = found.slice(0, found.length - found.trimStart().length);
  const trail = word === "" ? "" : found.slice(found.trimEnd().length);
  const added = fix === "" ? "" : ` **${escaped(fix)}**`;
  const marked = word === "" ? `${added} ` : `${lead}~~${escaped(word)}~~${added}${trail}`;
  return `${(escaped(before) + marked + escaped(after)).replace(/\s+/gu, " ").trim()} (${probability})`;
}

function curveOf(title: string, points: readonly CurvePoint[]): string[] {
  if (points.length === 0) return [];
  const lines = points.map(
    ({ threshold, precision, recall, alarmsPer1000 }) =>
      `| ${threshold.toFixed(2)} | ${percent(precision)} | ${percent(recall)} | ${alarmsPer1000.toFixed(2)} |`,
  );
  const head = "| shown from | precision | mistakes found | false alarms per 1,000 words |";
  return [`## ${title}`, [head, "| --- | --- | --- | --- |", ...lines].join("\n")];
}

function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>#|~&]/gu, "\\$&");
}
