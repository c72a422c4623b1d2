import type { Finding } from "./findings.js";

/**
 * The text with the first fix of every finding.
 * @param findings not overlapping, in any order
 */
export function applyFixes(text: string, findings: readonly Pick<Finding, "start" | "end" | "fixes">[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, fixes } of [...findings].sort((a, b) => a.start - b.start || a.end - b.end)) {
    parts.push(text.slice(at, start), fixes[0]?.text ?? text.slice(start, end));
    at = end;
  }
  return parts.join("") + text.slice(at);
}
