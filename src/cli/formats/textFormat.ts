import { styleText } from "node:util";
import type { Severity } from "../../configuration/checkSettings.js";
import { placeText } from "../formatters.js";
import type { LocatedFinding } from "../locatedFindings.js";
import { printable } from "../output.js";

/** UTF-16 code units of a line that are shown around a finding; in Markdown a line may be a paragraph. */
const WIDTH = 100;

const COLOURS = { error: "red", warning: "yellow", information: "blue", hint: "gray" } as const satisfies Readonly<
  Record<Severity, Parameters<typeof styleText>[0]>
>;

/**
 * A finding as compilers write it: place and message, the line, and carets under the words with the first fix behind them.
 * @param name of the file, and of the cell of a notebook
 */
export function describeFully(name: string, located: LocatedFinding, colour: boolean): string[] {
  const paint = (style: Parameters<typeof styleText>[0], text: string): string =>
    colour ? styleText(style, text, { validateStream: false }) : text;
  const { finding, region, severity } = located;
  const place = placeText(printable(name), region.start);
  const { before, marked, after } = excerptOf(located);
  const number = String(region.start.line);
  const fix = finding.fixes[0] && printable(finding.fixes[0].text.trim());
  const carets = "^".repeat(Math.max(1, [...marked].length));
  const wanted = fix === undefined ? "" : ` ${fix === "" ? "(take out)" : fix}`;
  return [
    `${paint("bold", place)} ${paint(COLOURS[severity], finding.kind)}: ${printable(finding.message)}`,
    `${paint("dim", `${number} |`)} ${before}${marked}${after}`,
    `${paint("dim", `${" ".repeat(number.length)} |`)} ${" ".repeat([...before].length)}${paint(COLOURS[severity], `${carets}${wanted}`)}`,
    "",
  ];
}

/** The part of the line around the finding; a tab is one space, so that the carets stand where they should. */
function excerptOf({ excerpt, region: { start, end } }: LocatedFinding): Record<"before" | "marked" | "after", string> {
  const from = start.column - 1;
  const to = end.line === start.line ? end.column - 1 : excerpt.length;
  const room = Math.max(0, WIDTH - (to - from));
  const first = excerpt.length <= WIDTH ? 0 : Math.max(0, from - Math.ceil(room / 2));
  const last = excerpt.length <= WIDTH ? excerpt.length : Math.min(excerpt.length, first + Math.max(WIDTH, to - first));
  const shown = (a: number, b: number): string => printable(excerpt.slice(a, b).replaceAll("\t", " "));
  return {
    before: (first > 0 ? "…" : "") + shown(first, from),
    marked: shown(from, to),
    after: shown(to, last) + (last < excerpt.length ? "…" : ""),
  };
}

/** How many findings there are, and in how many of the files. */
export function describeTotal(findings: number, files: number, checked: number): string {
  return `${counted(findings, "finding")} in ${String(files)} of ${counted(checked, "file")}.`;
}

/** "1 file", "2 files". */
export function counted(count: number, what: string): string {
  return `${String(count)} ${what}${count === 1 ? "" : "s"}`;
}
