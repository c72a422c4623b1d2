import type { Encoded } from "./graphs.js";

/** What the readers of a row say of it together; everything by piece position, as in `Encoded`. */
export interface Reading extends Pick<Encoded, "tags" | "cases" | "gaps"> {
  /** The hidden vectors of the position before and of the position itself, of each reader. */
  pairs(position: number): Float32Array[];
}

/** The mean of what they say: models of two sizes err in different places. @param answers of one row, one for each reader */
export function readingOf(...answers: readonly Encoded[]): Reading {
  return {
    tags: mean(answers.map(({ tags }) => tags)),
    cases: mean(answers.map(({ cases }) => cases)),
    gaps: mean(answers.map(({ gaps }) => gaps)),
    pairs: (position) => answers.map((answer) => answer.pair(position)),
  };
}

/** @param arrays of one length, at least one; the only one is returned as it is */
export function mean(arrays: readonly Float32Array[]): Float32Array {
  if (arrays.length === 1) return arrays[0]!;
  const sum = new Float32Array(arrays[0]!.length);
  // By index: over a whole vocabulary an iterator takes three times as long.
  for (const array of arrays)
    for (let index = 0; index < sum.length; index++) sum[index]! += array[index]! / arrays.length;
  return sum;
}
