import { findingKey } from "../configuration/findingKey.js";
import type { Severity } from "../configuration/checkSettings.js";
import type { Category, Finding } from "../grammar/findings.js";
import { type Lines, linesIn } from "../grammar/lineStarts.js";
import type { Sentence } from "../grammar/sentences.js";
import type { Document } from "./openFile.js";

/** A place in a text, both from 1. Columns are UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where a stretch of text begins, and where what follows it begins. */
export interface Region {
  readonly start: Position;
  readonly end: Position;
}

/** A finding with its place as people and other programs count it. */
export interface LocatedFinding {
  readonly finding: Finding;
  readonly severity: Severity;
  /** Of a notebook: the number of the cell among all, from 1. Lines are those of the cell. */
  readonly cell?: number;
  /** What is underlined. */
  readonly region: Region;
  /** What the first fix replaces. */
  readonly replaced: Region;
  /** The line that the region begins in, without its break. */
  readonly excerpt: string;
  /** The same wherever its sentence stands; see `findingKey`. */
  readonly key: string;
}

/** A file with what is told of it. */
export interface FileFindings {
  readonly file: string;
  readonly findings: readonly LocatedFinding[];
}

/** Tells where the offsets of a text stand. */
export function positionsIn(lines: Lines): (offset: number) => Position {
  return (offset) => {
    const line = lines.lineAt(offset);
    return { line: line + 1, column: offset - lines.startOf(line) + 1 };
  };
}

/** @param sentences that the findings were made in */
export function locate(
  { text, cell }: Document,
  findings: readonly Finding[],
  sentences: readonly Sentence[],
  severity: Readonly<Record<Category, Severity>>,
): LocatedFinding[] {
  const lines = linesIn(text);
  const positionOf = positionsIn(lines);
  const regionOf = (start: number, end: number): Region => ({ start: positionOf(start), end: positionOf(end) });
  return findings.map((finding) => {
    const { anchor, start, end, category } = finding;
    const line = lines.lineAt(anchor.start);
    return {
      finding,
      severity: severity[category],
      ...(cell !== undefined && { cell }),
      region: regionOf(anchor.start, anchor.end),
      replaced: regionOf(start, end),
      excerpt: text.slice(lines.startOf(line), lines.endOf(line)),
      key: findingKey(finding, sentences) ?? "",
    };
  });
}
