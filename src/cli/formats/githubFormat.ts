import type { Severity } from "../../configuration/checkSettings.js";
import type { LocatedFinding } from "../locatedFindings.js";

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  information: "notice",
  hint: "notice",
};

/**
 * A finding as a workflow command of GitHub Actions, which shows it beside the line
 * (https://docs.github.com/actions/reference/workflow-commands-for-github-actions).
 */
export function githubAnnotation(file: string, { finding, region, severity, cell }: LocatedFinding): string {
  const { start, end } = region;
  const properties = {
    file,
    // The lines of a notebook's file are not those of its cells.
    ...(cell === undefined && {
      line: start.line,
      endLine: end.line,
      // Columns count only within one line.
      ...(start.line === end.line && { col: start.column, endColumn: end.column }),
    }),
    title: `Cloze: ${finding.kind}`,
  };
  const named = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  const place = cell === undefined ? "" : `Cell ${String(cell)}, line ${String(start.line)}: `;
  return `::${COMMANDS[severity]} ${named.join(",")}::${escapeData(place + finding.message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
