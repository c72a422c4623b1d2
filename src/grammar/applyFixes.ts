import { applyEdits } from "./applyEdits.js";
import type { Finding } from "./findings.js";

/**
 * The text with the first fix of every finding.
 * @param findings not overlapping, in any order
 */
export function applyFixes(text: string, findings: readonly Pick<Finding, "start" | "end" | "fixes">[]): string {
  const edits = findings.flatMap(({ start, end, fixes: [fix] }) => (fix ? [{ start, end, text: fix.text }] : []));
  return applyEdits(
    text,
    edits.sort((a, b) => a.start - b.start || a.end - b.end),
  );
}
