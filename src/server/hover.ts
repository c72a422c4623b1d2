import { MarkupKind, type Hover } from "vscode-languageserver/node";
import type { Place, PlaceRange } from "../protocol.js";
import type { FindingData } from "./diagnostics.js";
import { fixTitle, percent } from "./fixTitles.js";

export interface HoverFinding {
  readonly range: PlaceRange;
  readonly data: FindingData;
}

/** What the model saw at this place: each fix with its probability and its masked log-likelihood beside that of what is typed. */
export function hoverAt(place: Place, findings: readonly HoverFinding[]): Hover | null {
  const found = findings.find(({ range }) => !isBefore(place, range.start) && !isBefore(range.end, place));
  if (!found) return null;
  const { data, range } = found;
  const rows = data.fixes.map((fix) => row(fixTitle(data, fix), percent(fix.probability), fix.logLikelihood));
  const value = [
    "| | probability | log-likelihood under the mask |",
    "| :-- | --: | --: |",
    row(typedTitle(data), "", data.typedLogLikelihood),
    ...rows,
  ].join("\n");
  return { range, contents: { kind: MarkupKind.Markdown, value } };
}

function typedTitle({ operation, original }: FindingData): string {
  return operation === "insert" ? "nothing here, as typed" : `“${original.trim()}”, as typed`;
}

function row(title: string, probability: string, logLikelihood: number): string {
  return `| ${escaped(title)} | ${probability} | ${logLikelihood.toFixed(2)} |`;
}

/** The writer's text must not become markup. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#+\-.!|~&]/gu, "\\$&").replace(/\s+/gu, " ");
}

function isBefore(a: Place, b: Place): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
