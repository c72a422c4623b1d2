/**
 * A half-open range of UTF-16 code units, `[start, end)`, of the document's original text.
 * Invariant: `0 <= start <= end <= text.length`. An insertion point has `start === end`.
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}
