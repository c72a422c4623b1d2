import type { CompetingFix } from "../../grammar/competingFindings.js";
import type { Finding } from "../../grammar/findings.js";
import { liesIn, type Span } from "../../grammar/span.js";
import { commonSuffixLength, commonPrefixLength } from "../../inference/wordSimilarity.js";

interface Composition {
  /** What the model says of the sentences it has seen. */
  readonly known: readonly Finding[];
  /** What was reported before and still stands in the text. */
  readonly carried: readonly Finding[];
  /** Sentences that wait for the model. */
  readonly pending: readonly Span[];
  /** The sentence being typed, which is left alone. */
  readonly deferred: Span | undefined;
}

/**
 * What to show now. A sentence that is known shows what is known; one that waits, or is being typed, keeps what it showed
 * before and gets nothing new. So typing never empties a document in between.
 * @returns findings in order, not overlapping
 */
export function composeFindings({ known, carried, pending, deferred }: Composition): Finding[] {
  const left = deferred ? [...pending, deferred] : pending;
  const settled = known.filter((finding) => !deferred || !liesIn(finding.anchor, deferred));
  const kept = carried.filter(
    (finding) => left.some((span) => liesIn(finding.anchor, span)) && !settled.some((other) => overlap(finding, other)),
  );
  return [...settled, ...kept].sort((a, b) => a.start - b.start || a.end - b.end);
}

function overlap(a: Span, b: Span): boolean {
  return (a.start < b.end && b.start < a.end) || (a.start === b.start && a.end === b.end);
}

/**
 * Moves findings of an earlier text to the present one. What both texts begin and end with is unchanged, so findings that lie
 * there stay; those that the change touches, or divides from a competing one, are dropped.
 */
export function carryOver(findings: readonly Finding[], before: string, now: string): Finding[] {
  if (before === now) return [...findings];
  const head = commonPrefixLength(before, now);
  const tail = commonSuffixLength(before, now, head);
  const shift = now.length - before.length;
  return findings.flatMap((finding) => {
    const places = [finding, ...finding.competing].flatMap((one) => [one, one.anchor]);
    if (places.every(({ end }) => end <= head)) return [finding];
    if (places.every(({ start }) => start >= before.length - tail)) return [moved(finding, shift)];
    return [];
  });
}

function moved(finding: Finding, shift: number): Finding {
  const move = <One extends CompetingFix>(one: One): One => ({ ...one, ...later(one, shift), anchor: later(one.anchor, shift) }); // prettier-ignore
  return { ...move(finding), competing: finding.competing.map(move) };
}

function later({ start, end }: Span, shift: number): Span {
  return { start: start + shift, end: end + shift };
}
