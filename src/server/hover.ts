import * as l10n from "@vscode/l10n";
import { MarkupKind, type Hover } from "vscode-languageserver/node";
import type { Place, PlaceRange } from "../protocol.js";
import { categoryText } from "./categoryTexts.js";
import type { FindingData } from "./diagnostics.js";
import { fixesByChance } from "./fixesByChance.js";
import { fixTitle, percent } from "./fixTitles.js";
import { priorText } from "./priorTexts.js";
import { finePercent, textBar } from "./textBars.js";

export interface HoverFinding {
  readonly range: PlaceRange;
  readonly data: FindingData;
}

/**
 * What the model saw at this place: how much it expects each fix, and what is typed, when the place is masked. Bars of
 * letters with their numbers beside them, so that nothing is told by colour.
 */
export function hoverAt(place: Place, findings: readonly HoverFinding[]): Hover | null {
  const found = findings.find(({ range }) => !isBefore(place, range.start) && !isBefore(range.end, place));
  if (!found) return null;
  return { range: found.range, contents: { kind: MarkupKind.Markdown, value: textOf(found.data) } };
}

/** Fixes that are shown. */
const MOST_ROWS = 5;

function textOf(data: FindingData): string {
  const { name, explanation } = categoryText(data.category);
  const rows = fixesByChance(data)
    .slice(0, MOST_ROWS)
    .map(({ place, fix }) => row(fixTitle(place, fix), fix.logLikelihood, percent(fix.probability)));
  return [
    `**${name}.** ${explanation} ${priorText(data)}`,
    "",
    `| | ${l10n.t("expected here")} | | ${l10n.t("sure")} |`,
    "| :-- | :-- | --: | --: |",
    ...rows,
    row(typedTitle(data), data.typedLogLikelihood, ""),
    "",
    l10n.t(
      "*Expected here*: how likely the model finds it when the place is masked; a bar shorter by two blocks is ten times less likely. *Sure*: the chance that a careful editor would make this change.",
    ),
  ].join("\n");
}

function typedTitle({ operation, original }: FindingData): string {
  return operation === "insert" ? l10n.t("nothing, as typed") : l10n.t("“{0}”, as typed", original.trim());
}

function row(title: string, logLikelihood: number, sure: string): string {
  const expected = Math.exp(logLikelihood);
  return `| ${escaped(title)} | \`${textBar(expected)}\` | ${escaped(finePercent(expected))} | ${sure} |`;
}

/** The writer's text must not become markup. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#+\-.!|~&]/gu, "\\$&").replace(/\s+/gu, " ");
}

function isBefore(a: Place, b: Place): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
