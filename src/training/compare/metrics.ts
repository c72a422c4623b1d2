import { diffArrays } from "diff";
import type { Estimate, Figures } from "../../inference/node/store/report.js";
import { createRandom } from "../learn/random.js";
import type { Pair } from "../types.js";

/** What a model makes of a sentence. */
export interface CorrectedSentence extends Pair {
  readonly fixed: string;
}

/** The edits between two texts, each as a text of its own that says where and what. */
type EditsOf = (before: string, after: string) => ReadonlySet<string>;

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
const TOKEN = /`[^`]*`|[A-Za-z]+(?:['’][A-Za-z]+)?|\d+(?:[.,]\d+)*|[^\sA-Za-z\d]/gu;

/**
 * Precision, recall and F0.5 over edits, and false alarms in the sentences that need none.
 * @param editsOf what counts as one edit
 */
export function figuresOf(sentences: readonly CorrectedSentence[], editsOf: EditsOf = changedRuns): Figures {
  const counts = sentences.map((one) => countOf(one, editsOf));
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

function tokensOf(text: string): string[] {
  return Array.from(text.matchAll(TOKEN), ([token]) => token.replace("’", "'"));
}

/** Runs of words that give way to others. The tables of `bench/` count word by word. */
function changedRuns(before: string, after: string): Set<string> {
  const edits = new Set<string>();
  let at = 0;
  let open: { start: number; end: number; text: string } | undefined;
  const close = (): void => {
    if (open) edits.add(`${String(open.start)}-${String(open.end)}-${open.text}`);
    open = undefined;
  };
  for (const { added, removed, value } of before === after ? [] : diffArrays(tokensOf(before), tokensOf(after))) {
    if (!added && !removed) close();
    else {
      open ??= { start: at, end: at, text: "" };
      if (removed) open.end = at + value.length;
      else open.text = value.join(" ");
    }
    if (!added) at += value.length;
  }
  close();
  return edits;
}

function countOf({ source, target, fixed }: CorrectedSentence, editsOf: EditsOf): Count {
  const [made, wanted] = [editsOf(source, fixed), editsOf(source, target)];
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

/** 1 where there is nothing to correct: then only the alarms tell. */
function f05Of(count: Count): number {
  if (count.right + count.missed === 0) return 1;
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
