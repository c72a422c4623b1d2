import type { Thresholds } from "../grammar/policy.js";
import type { Operation } from "../grammar/scorer.js";
import type { Sentence } from "../grammar/sentences.js";
import { examine, type Examination, type Examined } from "../inference/examine.js";
import { changeOf, Habits, keyOfChange, type Change, type Habit } from "../inference/habits.js";
import { ensembleOf, type Judged } from "../inference/judge.js";
import { fold } from "../inference/proposals.js";
import { logOddsFor } from "../inference/trees.js";
import { textOf } from "./draft.js";
import type { LeftAlone } from "./heldOut.js";
import type { Example } from "./labels.js";

/** What habits are read from. */
export interface Practice {
  readonly corrections: readonly Example[];
  readonly ignored: readonly LeftAlone[];
  /** Sentences in which nothing is wrong: a habit must leave them alone. */
  readonly sound: readonly Example[];
}

export interface HabitLearner {
  readonly examination: Examination;
  readonly thresholds: Thresholds;
  readonly isCancelled: () => boolean;
}

/** So often, in different sentences, a change must have been made, or refused, to be a habit. */
const LEAST = { made: 2, refused: 3 };
/** The most changes that are looked into, those made most often: a long history has hundreds, and each takes about a second. */
const CHANGES = 60;
/** Sound sentences with the typed word that a habit is tried on, as far as there are any: the more frequent the word, the more. */
const TRIED = { least: 80, most: 400 };
/** False alarms per 1,000 sound words that one habit may raise. */
const TOLERATED = 0.03;
/** The most that a habit adds to the log-odds. */
const MOST = 8;
/** Log-odds between the threshold and the sound place nearest to it, the weakest lesson where no sound place is known, and what was refused. */
const ROOM = { sound: 0.3, made: 2, refused: 3 };
/** Where between the nearest sound place and the weakest lesson the threshold comes to lie: lessons are few, so new cases may be weaker. */
const BETWEEN = 1 / 3;
/** Sentences examined at once. */
const BATCH = 16;

/**
 * The habits of a writer: for each change that was made again and again, how much must be added to its log-odds for the model to find it in
 * those sentences, as far as the same word in sound sentences stays unflagged; and the reverse for what was refused.
 */
export async function learnHabits(practice: Practice, learner: HabitLearner): Promise<Habit[]> {
  const made = repeated(practice.corrections);
  const watched = new Habits([...made.values()].map(([{ change }]) => ({ ...change, bias: 0 })));
  const look = looker({ ...learner, examination: { ...learner.examination, habits: watched } });
  const wanted = await look([...made.values()].flat().map(({ words }) => words));
  const refused = await refusals(practice.ignored, look);
  const words = practice.sound.reduce((sum, one) => sum + one.words.length, 0);
  const tolerated = Math.max(1, (TOLERATED * words) / 1000);
  const uses = new Map(
    [...made].map(([key, [{ change }]]) => [key, samplesOf(usesOf(change, practice.sound), tolerated)]),
  );
  const sound = await look([...new Set([...uses.values()].flatMap(({ tried }) => tried))]);
  const { combination } = learner.examination;
  const needed = (operation: Operation, sensitivity: keyof Thresholds): number =>
    logOddsFor(combination[ensembleOf(operation)].calibration, learner.thresholds[sensitivity][operation]);

  const habits: Habit[] = [];
  for (const [key, cases] of made) {
    const { change } = cases[0]!;
    const least = needed(change.operation, "balanced");
    const lessons = cases.flatMap(({ words, index }) => wanted.of(words, key, index));
    // What is found as it is stays found whatever the habit.
    const counter = sound.all(key).filter((one) => one < least);
    const bias = Math.min(least - lineBetween(counter, lessons, uses.get(key)!.times), MOST);
    if (bias > 0 && lessons.some((one) => one + bias >= least)) habits.push({ ...change, bias });
  }
  for (const { change, logOdds } of refused) {
    const bias = needed(change.operation, "strict") - ROOM.refused - Math.max(...logOdds);
    if (bias < 0) habits.push({ ...change, bias });
  }
  return habits.filter(({ bias }) => Number.isFinite(bias));
}

/**
 * Where the threshold for a change comes to lie.
 * @param sound log-odds of the change where it would be wrong
 * @param lessons log-odds where it was made
 * @param times as in `samplesOf`. Above 1, the highest of all sound places stands the logarithm of that above the highest of those tried, if
 *   their upper tail falls as an exponential of log-odds does
 */
function lineBetween(sound: readonly number[], lessons: readonly number[], times: number): number {
  const weakest = Math.min(...lessons);
  if (sound.length === 0) return weakest - ROOM.made;
  const nearest = Math.max(...sound) + Math.log(Math.max(1, times));
  return nearest + Math.max(ROOM.sound, BETWEEN * (weakest - nearest));
}

interface Case {
  readonly change: Change;
  readonly words: Example["words"];
  readonly index: number;
}

/** The changes that were made often enough, by key, each with its sentences. */
function repeated(corrections: readonly Example[]): Map<string, readonly [Case, ...Case[]]> {
  const cases = new Map<string, Case[]>();
  for (const { words, edits } of corrections)
    for (const { operation, index, text } of edits) {
      if (operation === "unknown") continue;
      const change = changeOf(words, index, operation, text);
      const key = keyOfChange(change);
      cases.set(key, [...(cases.get(key) ?? []), { change, words, index }]);
    }
  const often = [...cases].filter((entry): entry is [string, [Case, ...Case[]]] => entry[1].length >= LEAST.made);
  return new Map(often.sort(([, a], [, b]) => b.length - a.length).slice(0, CHANGES));
}

/** What the model proposed in the places that were left alone, where that was the same often enough. */
async function refusals(ignored: readonly LeftAlone[], look: Look): Promise<{ change: Change; logOdds: number[] }[]> {
  const seen = await look(ignored.map(({ words }) => words));
  const found = new Map<string, { change: Change; logOdds: number[] }>();
  for (const { words, from, to, fix } of ignored) {
    const own = seen.places(words).flatMap(({ judged }) => judged).filter(({ proposal: { index } }) => index >= from && index <= Math.max(from, to - 1)); // prettier-ignore
    const meant = fix === undefined ? own : own.filter(({ text }) => fold(text) === fold(fix));
    const best = meant.reduce<Judged | undefined>((a, b) => (a && a.probability >= b.probability ? a : b), undefined);
    if (!best) continue;
    const change = changeOf(words, best.proposal.index, best.proposal.operation, best.text);
    const key = keyOfChange(change);
    found.set(key, { change, logOdds: [...(found.get(key)?.logOdds ?? []), best.logOdds] });
  }
  return [...found.values()].filter(({ logOdds }) => logOdds.length >= LEAST.refused);
}

/** Those that a habit is tried on, and how many uses there are for each that may be flagged, by the number tried: at most 1 if all are. */
function samplesOf<Use>(uses: readonly Use[], tolerated: number): { tried: Use[]; times: number } {
  const count = Math.min(TRIED.most, Math.max(TRIED.least, Math.ceil(uses.length / tolerated)));
  return { tried: uses.slice(0, count), times: uses.length / (tolerated * count) };
}

/** The sound sentences in which a habit could do harm. */
function usesOf(change: Change, sound: readonly Example[]): Example["words"][] {
  const watched = new Habits([{ ...change, bias: 0 }]);
  const isUse = ({ words }: Example): boolean =>
    words.some((_, index) => watched.watchesWord(words, index) || watched.watchesGap(words, index));
  return sound.filter(isUse).map(({ words }) => words);
}

/** Log-odds of changes in sentences that were examined. */
interface Seen {
  places(words: Example["words"]): readonly Examined[];
  /** Of the change in one place. */
  of(words: Example["words"], key: string, index: number): number[];
  /** Of the change wherever it was weighed. */
  all(key: string): number[];
}

type Look = (sentences: readonly Example["words"][]) => Promise<Seen>;

function looker({ examination, isCancelled }: HabitLearner): Look {
  return async (sentences) => {
    const seen = new Map<Example["words"], readonly Examined[]>();
    for (let at = 0; at < sentences.length && !isCancelled(); at += BATCH) {
      const batch = sentences.slice(at, at + BATCH);
      const examined = await examine(batch.map(sentenceOf), examination, isCancelled);
      batch.forEach((words, index) => seen.set(words, examined?.[index] ?? []));
    }
    const judgedIn = (words: Example["words"], key: string): Judged[] =>
      (seen.get(words) ?? []).flatMap(({ judged }) => judged).filter(({ proposal, text }) => keyOfChange(changeOf(words, proposal.index, proposal.operation, text)) === key); // prettier-ignore
    return {
      places: (words) => seen.get(words) ?? [],
      of: (words, key, index) => judgedIn(words, key).filter(({ proposal }) => proposal.index === index).map(({ logOdds }) => logOdds), // prettier-ignore
      all: (key) => [...seen.keys()].flatMap((words) => judgedIn(words, key).map(({ logOdds }) => logOdds)),
    };
  };
}

function sentenceOf(words: Example["words"]): Sentence {
  return { kind: "paragraph", text: textOf(words), words, start: 0, end: 0 };
}
