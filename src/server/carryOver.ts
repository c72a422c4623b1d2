import { lengthOfCommonEnd, lengthOfCommonStart } from "../inference/commonEnds.js";
import type { Finding } from "../grammar/findings.js";

/**
 * Moves findings of an earlier text to the present one. What both texts begin and end with is unchanged, so findings that lie
 * there stay; those that the change touches are dropped.
 */
export function carryOver(findings: readonly Finding[], before: string, now: string): Finding[] {
  if (before === now) return [...findings];
  const head = lengthOfCommonStart(before, now);
  const tail = lengthOfCommonEnd(before, now, head);
  const shift = now.length - before.length;
  return findings.flatMap((finding) => {
    if (Math.max(finding.end, finding.anchor.end) <= head) return [finding];
    if (Math.min(finding.start, finding.anchor.start) >= before.length - tail) return [moved(finding, shift)];
    return [];
  });
}

function moved(finding: Finding, shift: number): Finding {
  const { start, end, anchor } = finding;
  return {
    ...finding,
    start: start + shift,
    end: end + shift,
    anchor: { start: anchor.start + shift, end: anchor.end + shift },
  };
}
