import * as l10n from "@vscode/l10n";
import { type Hover, MarkupKind } from "vscode-languageserver";
import type { Category } from "../../grammar/findings.js";
import type { Place, PlaceRange } from "../../protocol.js";
import type { FindingData } from "./diagnostics.js";
import { fixesByChance, fixTitle, percent } from "./fixTitles.js";

function categoryName(category: Category): string {
  switch (category) {
    case "spelling":
      return l10n.t("Spelling");
    case "agreement":
      return l10n.t("Agreement");
    case "wordChoice":
      return l10n.t("Word choice");
    case "missingWord":
      return l10n.t("Missing word");
    case "extraWord":
      return l10n.t("Extra word");
    case "punctuation":
      return l10n.t("Punctuation");
    case "capitalization":
      return l10n.t("Capitalization");
    default:
      throw new Error(`Unknown category: ${String(category)}`);
  }
}

/** How likely mistakes were held to be here, and why, in one sentence for the writer. */
function priorText({ context, origin }: Pick<FindingData, "context" | "origin">): string {
  switch (origin) {
    case "nothing":
      return l10n.t("Judged as a draft: none of this text has been committed yet.");
    case "commit":
      return context === "draft"
        ? l10n.t("Judged as a draft: this sentence has changed since the last commit.")
        : l10n.t("Judged as a published page: this sentence stands so in the last commit.");
    case "opening":
      return context === "draft"
        ? l10n.t("Judged as a draft: this sentence has changed since the file was opened.")
        : l10n.t("Judged as a published page: this sentence stood so when the file was opened.");
    default:
      throw new Error(`Unknown origin: ${String(origin)}`);
  }
}

/** Letters in a whole bar. */
const WIDTH = 10;
/** Letters that a tenth of the share costs. */
const PER_TENTH = 2;

/**
 * A bar of letters, the same width for every share, so that bars under one another can be compared. Its length follows the
 * logarithm: under a mask many words share what is likely, and of two right ones each may have a thousandth.
 * @param share 0 to 1
 */
export function textBar(share: number): string {
  const length = Math.round(WIDTH + PER_TENTH * Math.log10(share));
  const filled = Math.max(0, Math.min(WIDTH, length));
  return "█".repeat(filled) + "░".repeat(WIDTH - filled);
}

/** "97 %", "2.4 %", "0.06 %", "< 0.01 %": two figures, since beside a bar small shares matter. */
function finePercent(share: number): string {
  const value = share * 100;
  if (value < 0.01) return "< 0.01 %";
  return `${String(Number(value.toPrecision(2)))} %`;
}

interface HoverFinding {
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
  const rows = fixesByChance(data)
    .slice(0, MOST_ROWS)
    .map(({ place, fix }) => row(fixTitle(place, fix), fix.logLikelihood, percent(fix.probability)));
  return [
    `**${categoryName(data.category)}.** ${priorText(data)}`,
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
