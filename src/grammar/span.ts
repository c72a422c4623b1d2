/**
 * A half-open range of UTF-16 code units, `[start, end)`, of the document's original text.
 * Invariant: `0 <= start <= end <= text.length`. An insertion point has `start === end`.
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** True if no part of `inner` stands outside `outer`; their ends may be the same. */
export function liesIn(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
