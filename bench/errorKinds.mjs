// Kinds of error, each a pair of words (what is written and what belongs there), put into sentences of a project.
import { isAcceptable } from "./annotations.mjs";

const WORD = /^[a-z]+$/u;
/** Sentences that are learnt from, and as many new ones. */
const TIMES = 3;
/** Words of a sentence that is used. */
const [SHORTEST, LONGEST] = [6, 25];
/** Sentences that are looked at for one kind: where most are right with either word, it is no kind of error. */
const LOOKED_AT = 20;

/**
 * @param {object[]} edits corrections of people
 * @param {string[]} paragraphs sound prose
 * @returns {{wrong: string, right: string, pairs: {source: string, target: string}[]}[]} pairs of words that somebody corrected, with six
 *   sentences for each
 */
export function kindsOf(edits, paragraphs) {
  const all = paragraphs
    .flatMap((text) => text.split(/(?<=[a-z)][.!?]) (?=[A-Z])/u))
    .filter((text) => /^[A-Z].*[.!?]$/u.test(text) && isBetween(text.split(" ").length));
  // What differs in a number or in code alone would be learnt and asked again.
  const sentences = [...new Map(all.map((text) => [text.replaceAll(/\d+|`[^`]*`/gu, ""), text])).values()];
  const used = new Set();
  const kinds = [];
  for (const [wrong, right] of wordPairs(edits)) {
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}'’\`-])${right}(?![\\p{L}\\p{N}'’\`-])`, "u");
    const fitting = sentences.filter((text) => pattern.test(text) && !used.has(text)).slice(0, LOOKED_AT);
    const pairs = fitting
      .map((target) => ({ source: target.replace(pattern, wrong), target }))
      .filter(({ source }) => !isAcceptable(source))
      .slice(0, 2 * TIMES);
    if (pairs.length < 2 * TIMES) continue;
    pairs.forEach(({ target }) => used.add(target));
    kinds.push({ wrong, right, pairs });
  }
  return kinds;
}

export const taughtBy = ({ pairs }) => pairs.slice(0, TIMES);
export const newOnes = ({ pairs }) => pairs.slice(TIMES);

/** The span in which a sentence differs from what it should be. */
export function changedSpan({ source, target }) {
  let start = 0;
  while (source[start] === target[start]) start++;
  while (start > 0 && /\p{L}/u.test(source[start - 1])) start--;
  let end = start;
  while (/\p{L}/u.test(source[end] ?? "")) end++;
  return { start, end };
}

function isBetween(count) {
  return count >= SHORTEST && count <= LONGEST;
}

function wordPairs(edits) {
  const pairs = new Map();
  for (const { source, target } of edits) {
    const [a, b] = [source.split(" "), target.split(" ")];
    const places = a.length === b.length ? a.flatMap((word, at) => (word === b[at] ? [] : [at])) : [];
    const [at] = places;
    if (places.length === 1 && WORD.test(a[at]) && WORD.test(b[at])) pairs.set(`${a[at]} ${b[at]}`, [a[at], b[at]]);
  }
  return pairs.values();
}
