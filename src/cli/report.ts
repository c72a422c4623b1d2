import type { Finding } from "../grammar/findings.js";

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

/** `file:line:column: category: message`, both from 1, as compilers write it. */
export function describe(file: string, text: string, { anchor, category, message }: Finding): string {
  const before = text.slice(0, anchor.start);
  const line = before.split(/\r\n|\r|\n/u).length;
  const column = anchor.start - Math.max(before.lastIndexOf("\n"), before.lastIndexOf("\r"));
  return `${file}:${String(line)}:${String(column)}: ${category}: ${message}`;
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
