import type { Severity } from "../configuration/checkSettings.js";
import type { Finding } from "../grammar/findings.js";
import type { FixedDocument } from "./fixFile.js";
import { counted } from "./formats/textFormat.js";
import { changeDescriber, describer, placeText, reported, type ReportedFinding } from "./formatters.js";
import type { LocatedFinding } from "./locatedFindings.js";
import type { Document, OpenFile } from "./openFile.js";
import { placesOf } from "./textEdits.js";

/** A file that was checked, with what is told of each document as it was before anything was changed, and with what `--fix` made of each. */
export interface CheckedFile {
  readonly file: OpenFile;
  readonly findings: readonly (readonly LocatedFinding[])[];
  readonly fixed: readonly FixedDocument[] | undefined;
}

/** A file in the report as JSON. Offsets are of the file's text, in a notebook of that of the cell. */
export interface FileReport {
  readonly file: string;
  readonly findings: readonly FileFinding[];
  /** With `--fix`: what was changed, by its place before. */
  readonly changes?: readonly (InCell & { start: number; end: number; text: string; replacement: string })[];
  /** With `--fix`: what was not changed, by its place now. */
  readonly left?: readonly FileFinding[];
}

interface InCell {
  /** Of a notebook: the number of the cell among all, from 1. */
  readonly cell?: number;
}

type FileFinding = InCell & ReportedFinding & { readonly severity: Severity };

export function fileReport({ file, findings, fixed }: CheckedFile): FileReport {
  const { documents, settings } = file;
  const inCell = ({ cell }: Document): InCell => (cell === undefined ? {} : { cell });
  const all = (lists: readonly (readonly Finding[])[]): FileFinding[] =>
    documents.flatMap((document, at) => lists[at]!.map((finding) => ({ ...inCell(document), ...reported(finding), severity: settings.severity[finding.category] }))); // prettier-ignore
  return {
    file: file.file,
    findings: all(findings.map((list) => list.map(({ finding }) => finding))),
    ...(fixed && {
      changes: documents.flatMap((document, at) => fixed[at]!.edits.map(({ start, end, text }) => ({ ...inCell(document), start, end, text: document.text.slice(start, end), replacement: text }))), // prettier-ignore
      left: all(fixed.map(({ left }) => left)),
    }),
  };
}

/** The same for people: what was found, or with `--fix` what was changed and what was left. */
export function linesOf({ file, findings, fixed }: CheckedFile): string[] {
  return file.documents.flatMap(({ text, cell }, at) => {
    const name = nameOf(file.file, cell);
    if (!fixed) return findings[at]!.map(({ finding, region }) => `${placeText(name, region.start)} ${finding.kind}: ${finding.message}`); // prettier-ignore
    const { edits, left, text: after } = fixed[at]!;
    const places = placesOf(edits);
    const describeChange = changeDescriber(name, text, after);
    const changes = edits.map((edit, index) => describeChange(edit, places[index]!));
    const rest = left.map(describer(name, after));
    return [...changes, ...(edits.length > 0 ? rest.map((line) => `${line} (left: it shows only now)`) : rest)];
  });
}

/** A cell of a notebook is told by its number among all. */
export function nameOf(file: string, cell: number | undefined): string {
  return cell === undefined ? file : `${file}:cell ${String(cell)}`;
}

/** What `--fix` has done, in a line; nothing where nothing was found. */
export function summaryOf(reports: readonly FileReport[]): string[] {
  if (reports.every(({ findings }) => findings.length === 0)) return [];
  const changed = reports.filter(({ changes }) => changes !== undefined && changes.length > 0);
  const changes = changed.reduce((sum, one) => sum + one.changes!.length, 0);
  const left = reports.reduce((sum, one) => sum + one.left!.length, 0);
  return [`${counted(changes, "change")} in ${counted(changed.length, "file")}, ${left === 0 ? "nothing" : counted(left, "finding")} left.`]; // prettier-ignore
}
