import type { Category, Finding } from "../grammar/findings.js";
import type { Kind } from "../grammar/kinds/kinds.js";
import { linesIn } from "../grammar/lineStarts.js";
import type { Span } from "../grammar/span.js";
import { type Position, positionsIn } from "./locatedFindings.js";
import type { Edit } from "./textEdits.js";

/** A finding as the command line writes it: offsets in UTF-16 code units, probabilities to four places. */
export interface ReportedFinding {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly category: Category;
  readonly kind: Kind;
  readonly message: string;
  /** That something is wrong. */
  readonly probability: number;
  readonly tier: string;
  /** Whether the sentence was read as a draft or as published. */
  readonly context: string;
  readonly fixes: readonly ReportedFix[];
  /** Other corrections of the same mistake, here or elsewhere; at most one of all is needed. */
  readonly competing: readonly (Span & { readonly text: string; readonly fixes: readonly ReportedFix[] })[];
}

interface ReportedFix {
  readonly text: string;
  readonly probability: number;
}

export function reported(finding: Finding): ReportedFinding {
  const { start, end, original, category, kind, message, tier, context, competing } = finding;
  return {
    ...{ start, end, text: original, category, kind, message, probability: round(finding.probability), tier, context },
    fixes: reportedFixes(finding),
    competing: competing.map((other) => ({ start: other.start, end: other.end, text: other.original, fixes: reportedFixes(other) })), // prettier-ignore
  };
}

function reportedFixes({ fixes }: Pick<Finding, "fixes">): ReportedFix[] {
  return fixes.map(({ text, probability }) => ({ text, probability: round(probability) }));
}

/** Hints are for an editor, where they are hardly seen; here one asks for them. */
export function isReported({ hints }: { readonly hints: boolean }): (finding: Finding) => boolean {
  return ({ tier }) => hints || tier === "sure";
}

/**
 * Tells places of one document as `file:line:column:`, both from 1, as compilers do.
 * @param name the file's, and the cell's of a notebook
 */
function locator(name: string, text: string): (offset: number) => string {
  const positionOf = positionsIn(linesIn(text));
  return (offset) => placeText(name, positionOf(offset));
}

/** @param name the file's, and the cell's of a notebook */
export function placeText(name: string, { line, column }: Position): string {
  return `${name}:${String(line)}:${String(column)}:`;
}

/** Writes findings of one document as `file:line:column: kind: message`. */
export function describer(name: string, text: string): (finding: Finding) => string {
  const placeOf = locator(name, text);
  return ({ anchor, kind, message }) => `${placeOf(anchor.start)} ${kind}: ${message}`;
}

/**
 * Writes changes as `file:line:column: fixed: “old” → “new”`.
 * @param name as for findings
 * @param before the text that was changed
 * @param after the text that it became, whose places are told
 */
export function changeDescriber(name: string, before: string, after: string): (edit: Edit, place: Span) => string {
  const placeOf = locator(name, after);
  return ({ start, end, text }, place) => {
    const old = before.slice(start, end);
    // What was put in or taken out may begin with the space that goes with it.
    const lead = text.length - text.trimStart().length;
    return `${placeOf(place.start + (text.trim() === "" ? 0 : lead))} fixed: ${changeOf(old.trim(), text.trim())}`;
  };
}

function changeOf(old: string, text: string): string {
  if (old === text) return "spaces";
  if (old === "") return `“${text}” put in`;
  return text === "" ? `“${old}” taken out` : `“${old}” → “${text}”`;
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
