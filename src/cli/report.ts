import type { Finding } from "../grammar/findings.js";
import type { Span } from "../grammar/span.js";
import { linesIn } from "../grammar/lineStarts.js";

/** A finding as the command line writes it: offsets in UTF-16 code units, probabilities to four places. */
export interface ReportedFinding {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly category: string;
  readonly message: string;
  /** That something is wrong. */
  readonly probability: number;
  readonly tier: string;
  /** Whether the sentence was read as a draft or as published. */
  readonly context: string;
  readonly fixes: readonly ReportedFix[];
  /** Other corrections of the same mistake, here or elsewhere; at most one of all is needed. */
  readonly rivals: readonly (Span & { readonly text: string; readonly fixes: readonly ReportedFix[] })[];
}

interface ReportedFix {
  readonly text: string;
  readonly probability: number;
}

export function reported(finding: Finding): ReportedFinding {
  const { start, end, original, category, message, tier, context, rivals } = finding;
  return {
    ...{ start, end, text: original, category, message, probability: round(finding.probability), tier, context },
    fixes: reportedFixes(finding),
    rivals: rivals.map((rival) => ({ start: rival.start, end: rival.end, text: rival.original, fixes: reportedFixes(rival) })), // prettier-ignore
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
 * Writes findings of one file as `file:line:column: category: message`, both from 1, as compilers do.
 * @param text the file's
 */
export function describer(file: string, text: string): (finding: Finding) => string {
  const lines = linesIn(text);
  return ({ anchor, category, message }) => {
    const line = lines.lineAt(anchor.start);
    const column = anchor.start - lines.startOf(line) + 1;
    return `${file}:${String(line + 1)}:${String(column)}: ${category}: ${message}`;
  };
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
