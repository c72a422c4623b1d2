import type { FileFindings } from "../locatedFindings.js";
import { counted, describeTotal } from "./textFormat.js";

/** Rows of a table; who wants to read more takes another format. */
const MOST_ROWS = 500;

/** A report as a page of Markdown: a total and a table, as the summary of a job in GitHub Actions shows it. */
export function markdownReport(files: readonly FileFindings[]): string {
  const rows = files.flatMap(({ file, findings }) =>
    findings.map(({ finding, region, cell }) => {
      const place = `${file}:${cell === undefined ? "" : `cell ${String(cell)}:`}${String(region.start.line)}`;
      return `| ${[place, finding.kind, finding.message].map(escaped).join(" | ")} |`;
    }),
  );
  const withSome = files.filter(({ findings }) => findings.length > 0).length;
  return [
    "## Cloze",
    "",
    rows.length === 0
      ? `No findings in ${counted(files.length, "file")}.`
      : describeTotal(rows.length, withSome, files.length),
    ...(rows.length === 0
      ? []
      : ["", "| place | kind | finding |", "| --- | --- | --- |", ...rows.slice(0, MOST_ROWS)]),
    ...(rows.length > MOST_ROWS ? ["", `${String(rows.length - MOST_ROWS)} more are left out.`] : []),
    "",
  ].join("\n");
}

/** Others have named the files and written the texts: nothing of them is markup. */
function escaped(text: string): string {
  return text.replace(/\s+/gu, " ").replace(/[\\`*_{}[\]<>()#+!|~&@]/gu, (mark) => `&#${String(mark.charCodeAt(0))};`);
}
