import type { Estimate, Figures } from "./contract.js";
import { createRandom } from "./seeded.js";
import { tokenEdits, tokensOf } from "./tokenEdits.js";

/** One sentence, what it should become, and what the model makes of it. */
interface Judged {
  readonly source: string;
  readonly target: string;
  readonly fixed: string;
}

/** What one sentence adds to the counts; alarms and words are those of a clean one. */
interface Count {
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
  readonly alarms: number;
  readonly words: number;
}

/** Samples of the bootstrap. */
const SAMPLES = 400;

/** Precision, recall and F0.5 over single-token edits, and false alarms in the sentences that need none. */
export function figuresOf(sentences: readonly Judged[]): Figures {
  const counts = sentences.map(countOf);
  const clean = sentences.filter(({ source, target }) => source === target).length;
  const all = sum(counts);
  const samples = resample(counts);
  return {
    precision: precisionOf(all),
    recall: recallOf(all),
    f05: estimate(all, samples, f05Of),
    alarmsPer1000: estimate(all, samples, alarmsOf),
    corrections: sentences.length - clean,
    cleanSentences: clean,
    cleanWords: all.words,
  };
}

function countOf({ source, target, fixed }: Judged): Count {
  const [made, wanted] = [tokenEdits(source, fixed), tokenEdits(source, target)];
  const right = [...made].filter((edit) => wanted.has(edit)).length;
  const isClean = source === target;
  return {
    right,
    wrong: made.size - right,
    missed: wanted.size - right,
    alarms: isClean ? made.size : 0,
    words: isClean ? tokensOf(source).length : 0,
  };
}

function sum(counts: readonly Count[]): Count {
  const total = { right: 0, wrong: 0, missed: 0, alarms: 0, words: 0 };
  for (const count of counts) {
    total.right += count.right;
    total.wrong += count.wrong;
    total.missed += count.missed;
    total.alarms += count.alarms;
    total.words += count.words;
  }
  return total;
}

function precisionOf({ right, wrong }: Count): number {
  return right + wrong > 0 ? right / (right + wrong) : 1;
}

function recallOf({ right, missed }: Count): number {
  return right + missed > 0 ? right / (right + missed) : 1;
}

function f05Of(count: Count): number {
  const [precision, recall] = [precisionOf(count), recallOf(count)];
  return precision + recall > 0 ? (1.25 * precision * recall) / (0.25 * precision + recall) : 0;
}

function alarmsOf({ alarms, words }: Count): number {
  return words > 0 ? (1000 * alarms) / words : 0;
}

/** The same seed each time: a report that is opened again shows the same intervals. */
function resample(counts: readonly Count[]): Count[] {
  const random = createRandom(1);
  return Array.from({ length: counts.length > 0 ? SAMPLES : 0 }, () => sum(counts.map(() => random.pick(counts))));
}

function estimate(all: Count, samples: readonly Count[], of: (count: Count) => number): Estimate {
  const values = samples.map(of).sort((a, b) => a - b);
  const at = (share: number): number =>
    values[Math.min(values.length - 1, Math.floor(share * values.length))] ?? of(all);
  return { value: of(all), low: at(0.025), high: at(0.975) };
}
