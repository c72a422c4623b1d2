import { distance as levenshtein } from "fastest-levenshtein";

/**
 * Slips between two words: letters put in, left out, changed, or swapped with the next, no letter touched twice (the optimal
 * string alignment distance, Damerau 1964). A swap is one slip: "hanlders" is as near to "handlers" as "handler" is.
 * @param limit slips past which the answer does not matter: then `Infinity` may be given for it
 */
export function editDistance(a: string, b: string, limit = Infinity): number {
  // Never more than without swaps, and a swap saves one: most pairs are settled by the quicker count.
  const without = levenshtein(a, b);
  if (without <= 1) return without;
  if (without > 2 * limit) return Infinity;
  let [twoAbove, above]: number[][] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwap ? twoAbove![j - 2]! + 1 : Infinity;
      row[j] = Math.min(above![j]! + 1, row[j - 1]! + 1, above![j - 1]! + same, swapped);
    }
    [twoAbove, above] = [above, row];
  }
  return above![b.length]!;
}
