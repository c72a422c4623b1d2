import type { Finding } from "../grammar/findings.js";
import { linesIn } from "../grammar/lineStarts.js";

/** A finding as the command line writes it: offsets in UTF-16 code units, probabilities to four places. */
export interface ReportedFinding {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly category: string;
  readonly message: string;
  readonly probability: number;
  readonly fixes: readonly { readonly text: string; readonly probability: number }[];
}

export function reported(finding: Finding): ReportedFinding {
  const { start, end, original, category, message, probability, fixes } = finding;
  return { start, end, text: original, category, message, probability: round(probability), fixes: fixes.map((fix) => ({ text: fix.text, probability: round(fix.probability) })) }; // prettier-ignore
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
