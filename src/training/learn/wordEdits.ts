import type { Word } from "../../grammar/words.js";
import { type EditPattern, editKey, editPatternOf } from "../../inference/editBiases.js";

/** What is wrong with one word, or with the gap before word `index`; `unknown`: something is missing that no single edit corrects. */
export interface WordEdit {
  readonly operation: "replace" | "delete" | "insert" | "merge" | "split" | "case" | "unknown";
  readonly index: number;
  /** What belongs there; of a split both words, divided by a space; empty for a deletion. */
  readonly text: string;
}

/** A sentence as far as it was read, with what is wrong in it. */
export interface Example {
  readonly words: readonly Word[];
  readonly edits: readonly WordEdit[];
}

type Step = readonly [name: "match" | "replace" | "delete" | "insert" | "merge" | "split", down: number, right: number];

/** Straight quotes for curly ones: the model does not tell them apart. */
function normalizeQuotes(text: string): string {
  return text.replaceAll(/[’‘]/gu, "'").replaceAll(/[“”]/gu, '"');
}

/**
 * The edits that turn one sentence into another, by a cheapest alignment of words that prefers words alike; as `align` in
 * `scripts/cloze_model/edits.py`, from which the shipped model learnt.
 */
export function wordEdits(source: readonly Word[], target: readonly Word[]): WordEdit[] {
  const a = source.map(({ text }) => normalizeQuotes(text));
  const b = target.map(({ text }) => normalizeQuotes(text));
  const shortest = Math.min(a.length, b.length);
  let head = 0;
  while (head < shortest && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < shortest - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const edits: WordEdit[] = [];
  for (const step of trace(a.slice(head, a.length - tail), b.slice(head, b.length - tail))) {
    const [name, i, j] = [step.name, step.i + head, step.j + head];
    if (name === "match") continue;
    const last = edits.at(-1);
    if (name === "insert") {
      const isSecond = (last?.operation === "insert" || last?.operation === "unknown") && last.index === i;
      if (isSecond) edits[edits.length - 1] = { operation: "unknown", index: i, text: "" };
      else edits.push({ operation: "insert", index: i, text: b[j]! });
    } else if (name === "replace") {
      const isCase = a[i]!.toLowerCase() === b[j]!.toLowerCase();
      edits.push({ operation: isCase ? "case" : "replace", index: i, text: b[j]! });
    } else {
      const text = name === "delete" ? "" : name === "merge" ? b[j]! : `${b[j]!} ${b[j + 1]!}`;
      edits.push({ operation: name, index: i, text });
    }
  }
  return edits;
}

/** Cost of one word for another: below 2, so that it beats a deletion with an insertion for words alike. */
function wordDistance(a: string, b: string): number {
  if (a.toLowerCase() === b.toLowerCase()) return 0.1;
  if (isLetter(a) !== isLetter(b)) return 1.9;
  const longest = Math.max(a.length, b.length);
  let shared = 0;
  while (shared < Math.min(a.length, b.length) && a[shared]!.toLowerCase() === b[shared]!.toLowerCase()) shared++;
  return 1 + 0.5 * (1 - shared / longest);
}

function isLetter(text: string): boolean {
  return /^[\p{L}\p{N}]/u.test(text);
}

function trace(a: readonly string[], b: readonly string[]): { name: Step[0]; i: number; j: number }[] {
  const width = b.length + 1;
  const cost = new Float64Array((a.length + 1) * width);
  const steps: Step[] = [];
  for (let i = 0; i <= a.length; i++)
    for (let j = 0; j <= b.length; j++) {
      if (i === 0 && j === 0) continue;
      let best = Infinity;
      for (const [price, step] of stepsTo(a, b, i, j)) {
        const total = cost[(i - step[1]) * width + j - step[2]]! + price;
        if (total >= best - 1e-9) continue;
        best = total;
        steps[i * width + j] = step;
      }
      cost[i * width + j] = best;
    }
  const path: { name: Step[0]; i: number; j: number }[] = [];
  for (let i = a.length, j = b.length; i > 0 || j > 0;) {
    const [name, down, right] = steps[i * width + j]!;
    i -= down;
    j -= right;
    path.push({ name, i, j });
  }
  return path.reverse();
}

/** The last steps that can end after `i` words of the one and `j` of the other, with their prices; of equal ones the first counts. */
function* stepsTo(a: readonly string[], b: readonly string[], i: number, j: number): Generator<[number, Step]> {
  const [x, y] = [a[i - 1], b[j - 1]];
  if (x !== undefined && j > 1 && `${b[j - 2]!}${y!}`.toLowerCase() === x.toLowerCase()) yield [0.5, ["split", 1, 2]];
  if (x !== undefined) yield [1, ["delete", 1, 0]];
  if (y !== undefined) yield [1, ["insert", 0, 1]];
  if (y !== undefined && i > 1 && `${a[i - 2]!}${x!}`.toLowerCase() === y.toLowerCase()) yield [0.5, ["merge", 2, 1]];
  if (x !== undefined && y !== undefined)
    yield x === y ? [0, ["match", 1, 1]] : [wordDistance(x, y), ["replace", 1, 1]];
}

/** True for what is inserted: it belongs to the gap before its word. */
export function isOfGap({ operation }: WordEdit): boolean {
  return operation === "insert" || operation === "unknown";
}

/** An edit in the sentence where it was made. */
export interface EditOccurrence {
  readonly pattern: EditPattern;
  readonly words: Example["words"];
  readonly index: number;
}

/** All edits by key, each with its sentences. */
export function occurrencesOf(corrections: readonly Example[]): Map<string, EditOccurrence[]> {
  const occurrences = new Map<string, EditOccurrence[]>();
  for (const { words, edits } of corrections)
    for (const { operation, index, text } of edits) {
      if (operation === "unknown") continue;
      const pattern = editPatternOf(words, index, operation, text);
      const key = editKey(pattern);
      occurrences.set(key, [...(occurrences.get(key) ?? []), { pattern, words, index }]);
    }
  return occurrences;
}

/** The words as text: what was opaque comes back in backquotes. */
export function textOf(words: readonly Word[]): string {
  return words.map(({ text, spaceBefore }, index) => (spaceBefore && index > 0 ? ` ${text}` : text)).join("");
}
