import { straight, wordDistance } from "./align.js";

const TOKEN = /`[^`]*`|[A-Za-z]+(?:['’][A-Za-z]+)?|\d+(?:[.,]\d+)*|[^\sA-Za-z\d]/gu;

/** One token substituted, inserted or deleted: `start-end-replacement`. */
type TokenEdit = string;

export function tokensOf(text: string): string[] {
  return Array.from(text.matchAll(TOKEN), ([token]) => straight(token));
}

/**
 * The edits of a cheapest alignment, as the project's metric counts them (`scripts/cloze_model/metric.py`), so that a model report and
 * the benchmarks speak of the same things.
 */
export function tokenEdits(before: string, after: string): Set<TokenEdit> {
  if (before === after) return new Set();
  const [a, b] = [tokensOf(before), tokensOf(after)];
  const width = b.length + 1;
  const cost = new Float64Array((a.length + 1) * width);
  const at = (i: number, j: number): number => cost[i * width + j]!;
  for (let i = 0; i <= a.length; i++)
    for (let j = 0; j <= b.length; j++) {
      const price =
        i === 0 || j === 0
          ? i + j
          : a[i - 1] === b[j - 1]
            ? at(i - 1, j - 1)
            : Math.min(at(i - 1, j - 1) + wordDistance(a[i - 1]!, b[j - 1]!), at(i - 1, j) + 1, at(i, j - 1) + 1);
      cost[i * width + j] = price;
    }
  const edits = new Set<TokenEdit>();
  const isNear = (x: number, y: number): boolean => Math.abs(x - y) < 1e-9;
  for (let i = a.length, j = b.length; i > 0 || j > 0;) {
    const [x, y] = [a[i - 1], b[j - 1]];
    const both = x !== undefined && y !== undefined;
    if (both && x === y) [i, j] = [i - 1, j - 1];
    else if (both && isNear(at(i, j) - at(i - 1, j - 1), wordDistance(x, y))) {
      edits.add(`${String(i - 1)}-${String(i)}-${y}`);
      [i, j] = [i - 1, j - 1];
    } else if (x !== undefined && isNear(at(i, j) - at(i - 1, j), 1)) {
      edits.add(`${String(i - 1)}-${String(i)}-`);
      i--;
    } else {
      edits.add(`${String(i)}-${String(i)}-${y!}`);
      j--;
    }
  }
  return edits;
}
