import { lengthOfCommonEnd, lengthOfCommonStart } from "../inference/commonEnds.js";
import type { Correction } from "../grammar/corrections.js";
import type { Finding } from "../grammar/findings.js";
import type { Span } from "../grammar/span.js";

/**
 * Moves findings of an earlier text to the present one. What both texts begin and end with is unchanged, so findings that lie
 * there stay; those that the change touches, or divides from a rival, are dropped.
 */
export function carryOver(findings: readonly Finding[], before: string, now: string): Finding[] {
  if (before === now) return [...findings];
  const head = lengthOfCommonStart(before, now);
  const tail = lengthOfCommonEnd(before, now, head);
  const shift = now.length - before.length;
  return findings.flatMap((finding) => {
    const places = [finding, ...finding.rivals].flatMap((one) => [one, one.anchor]);
    if (places.every(({ end }) => end <= head)) return [finding];
    if (places.every(({ start }) => start >= before.length - tail)) return [moved(finding, shift)];
    return [];
  });
}

function moved(finding: Finding, shift: number): Finding {
  const move = <One extends Correction>(one: One): One => ({ ...one, ...later(one, shift), anchor: later(one.anchor, shift) }); // prettier-ignore
  return { ...move(finding), rivals: finding.rivals.map(move) };
}

function later({ start, end }: Span, shift: number): Span {
  return { start: start + shift, end: end + shift };
}
