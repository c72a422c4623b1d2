// The edits that the project's metric counts (`scripts/cloze_model/metric.py`), so that the tables of bench/ and those of Python speak of the same things.

const TOKEN = /`[^`]*`|[A-Za-z]+(?:['’][A-Za-z]+)?|\d+(?:[.,]\d+)*|[^\sA-Za-z\d]/gu;

function tokensOf(text) {
  return Array.from(text.matchAll(TOKEN), ([token]) => token.replaceAll(/[’‘]/gu, "'").replaceAll(/[“”]/gu, '"'));
}

/**
 * The edits of a cheapest alignment, each a single token substituted, inserted or deleted.
 * @param {string} before
 * @param {string} after
 * @returns {Set<string>} `start-end-replacement` of each
 */
export function tokenEdits(before, after) {
  if (before === after) return new Set();
  const [a, b] = [tokensOf(before), tokensOf(after)];
  const width = b.length + 1;
  const cost = new Float64Array((a.length + 1) * width);
  const at = (i, j) => cost[i * width + j];
  for (let i = 0; i <= a.length; i++)
    for (let j = 0; j <= b.length; j++)
      cost[i * width + j] =
        i === 0 || j === 0
          ? i + j
          : a[i - 1] === b[j - 1]
            ? at(i - 1, j - 1)
            : Math.min(at(i - 1, j - 1) + distance(a[i - 1], b[j - 1]), at(i - 1, j) + 1, at(i, j - 1) + 1);
  const edits = new Set();
  const isNear = (x, y) => Math.abs(x - y) < 1e-9;
  for (let i = a.length, j = b.length; i > 0 || j > 0;) {
    const [x, y] = [a[i - 1], b[j - 1]];
    const both = i > 0 && j > 0;
    if (both && x === y) [i, j] = [i - 1, j - 1];
    else if (both && isNear(at(i, j) - at(i - 1, j - 1), distance(x, y))) {
      edits.add(`${i - 1}-${i}-${y}`);
      [i, j] = [i - 1, j - 1];
    } else if (i > 0 && isNear(at(i, j) - at(i - 1, j), 1)) {
      edits.add(`${i - 1}-${i}-`);
      i--;
    } else {
      edits.add(`${i}-${i}-${y}`);
      j--;
    }
  }
  return edits;
}

/** Cost of one token for another: below 2, so that it beats a deletion with an insertion for tokens alike. */
function distance(a, b) {
  if (a.toLowerCase() === b.toLowerCase()) return 0.1;
  if (isLetter(a) !== isLetter(b)) return 1.9;
  const longest = Math.max(a.length, b.length);
  let shared = 0;
  while (shared < Math.min(a.length, b.length) && a[shared].toLowerCase() === b[shared].toLowerCase()) shared++;
  return 1 + 0.5 * (1 - shared / longest);
}

function isLetter(text) {
  return /^[\p{L}\p{N}]/u.test(text);
}
