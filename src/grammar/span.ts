/** @param sorted rising @returns how many of the numbers are at most `limit` */
export function countAtMost(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

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

/** Looks at many spans once. @returns whether one of them has all of a place in it */
export function holderOf(spans: readonly Span[]): (place: Span) => boolean {
  const ordered = [...spans].sort((a, b) => a.start - b.start);
  const starts = ordered.map(({ start }) => start);
  let furthest = -1;
  const ends = ordered.map(({ end }) => (furthest = Math.max(furthest, end)));
  return ({ start, end }) => {
    const before = countAtMost(starts, start);
    return before > 0 && ends[before - 1]! >= end;
  };
}

/** UTF-16 code units: longer than most sentences. */
const STRETCH = 512;

/** Looks at many spans once. @returns the first of them, in the order given, that has all of a place in it */
export function firstHolderOf<S extends Span>(spans: readonly S[]): (place: Span) => S | undefined {
  const stretches = new Map<number, S[]>();
  for (const span of spans)
    for (let at = Math.floor(span.start / STRETCH); at * STRETCH <= span.end; at++) {
      const others = stretches.get(at);
      if (others) others.push(span);
      else stretches.set(at, [span]);
    }
  return (place) => stretches.get(Math.floor(place.start / STRETCH))?.find((span) => liesIn(place, span));
}
