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
  /** The shipped regression set: what is wrong and right in any text, whatever one writer says. */
  readonly shipped: readonly Example[];
}

export interface HabitLearner {
  readonly examination: Examination;
  readonly thresholds: Thresholds;
  readonly isCancelled: () => boolean;
  /** True when no more sound sentences are to be tried than a habit needs at least. */
  readonly isLate: () => boolean;
}

/** So often, in different sentences, a change must have been made, or refused, to be a habit. */
const LEAST = { made: 2, refused: 3 };
/** The most changes that are looked into, those made most often: a long history has hundreds, and each takes about a second. */
const CHANGES = 60;
/** Sound sentences with the typed word that a habit is tried on in one round, and in all rounds, as far as there are any. */
const TRIED = { round: 80, most: 400 };
/** False alarms per 1,000 sound words that one habit may raise. */
const TOLERATED = 0.03;
/** Share of the places of a change in sound sentences that may be mistakes which nobody has mended. */
const UNMENDED = 0.1;
/** The most that a habit adds to the log-odds: about what lies between the threshold and the least that the trees give. */
export const MOST = 10;
/** Log-odds between the threshold and the sound place nearest to it, the weakest lesson where no sound place is known, and what was refused. */
const ROOM = { sound: 0.3, made: 2, refused: 3 };
/** Of the shipped corrections so many may be lost to what was refused: one more in 300 costs a quarter of a point of F0.5. */
const LOST = 1;
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
  const tolerated = (TOLERATED * words) / 1000;
  const uses = new Map([...made].map(([key, [{ change }]]) => [key, { shipped: usesOf(change, practice.shipped), sound: usesOf(change, practice.sound) }])); // prettier-ignore
  // The shipped sentences are tried first: a habit that fails there would have the whole model refused.
  const inOrder = [...uses.values()].map(({ shipped, sound }) => [...shipped, ...sound]);
  const tried = await tryOut(inOrder, tolerated, look, learner.isLate);
  const { combination } = learner.examination;
  const needed = (operation: Operation, sensitivity: keyof Thresholds): number =>
    logOddsFor(combination[ensembleOf(operation)].calibration, learner.thresholds[sensitivity][operation]);

  const habits: Habit[] = [];
  for (const [key, cases] of made) {
    const { change } = cases[0]!;
    const least = needed(change.operation, "balanced");
    const lessons = cases.flatMap(({ words, index }) => wanted.of(words, key, index));
    const { shipped, sound } = uses.get(key)!;
    // What is found as it is stays found whatever the habit.
    const logOddsIn = (own: readonly Example["words"][]): number[] => tried.of(own, key).filter((one) => one < least);
    const counter = {
      shipped: logOddsIn(shipped),
      sound: logOddsIn(sound),
      share: tried.shareOf([...shipped, ...sound]),
    };
    const bias = Math.min(least - lineBetween(counter, lessons, tolerated), MOST);
    if (bias > 0 && lessons.some((one) => one + bias >= least)) habits.push({ ...change, bias });
  }
  for (const { change, logOdds } of affordable(refused, practice.shipped)) {
    const bias = needed(change.operation, "strict") - ROOM.refused - Math.max(...logOdds);
    if (bias < 0) habits.push({ ...change, bias });
  }
  return habits.filter(({ bias }) => Number.isFinite(bias));
}

/** Log-odds of a change in places where it would be wrong. */
interface Counter {
  readonly shipped: readonly number[];
  /** In the project, and the share of its places that were tried. */
  readonly sound: readonly number[];
  readonly share: number;
}

/**
 * Where the threshold for a change comes to lie.
 * @param lessons log-odds where it was made
 * @param tolerated how many sound places of the project may be flagged: the surest are often mistakes that nobody has mended. Where fewer than one
 *   may be of those tried, the surest of all stands the logarithm of what is lacking above the surest of these, if their upper tail falls as an
 *   exponential of log-odds does
 */
function lineBetween({ shipped, sound, share }: Counter, lessons: readonly number[], tolerated: number): number {
  const weakest = Math.min(...lessons);
  const surestFirst = [...sound].sort((a, b) => b - a);
  const unmended = Math.floor(Math.min(share * tolerated, UNMENDED * sound.length));
  const surest = (surestFirst[unmended] ?? -Infinity) - Math.log(Math.min(1, share * Math.max(1, tolerated)));
  const nearest = Math.max(surest, ...shipped);
  if (nearest === -Infinity) return weakest - ROOM.made;
  return nearest + Math.max(ROOM.sound, BETWEEN * (weakest - nearest));
}

interface Case {
  readonly change: Change;
  readonly words: Example["words"];
  readonly index: number;
}

/** All changes by key, each with its sentences. */
function casesOf(corrections: readonly Example[]): Map<string, Case[]> {
  const cases = new Map<string, Case[]>();
  for (const { words, edits } of corrections)
    for (const { operation, index, text } of edits) {
      if (operation === "unknown") continue;
      const change = changeOf(words, index, operation, text);
      const key = keyOfChange(change);
      cases.set(key, [...(cases.get(key) ?? []), { change, words, index }]);
    }
  return cases;
}

/** The changes that were made often enough, those made most often first. */
function repeated(corrections: readonly Example[]): Map<string, readonly [Case, ...Case[]]> {
  const often = [...casesOf(corrections)].filter(
    (entry): entry is [string, [Case, ...Case[]]] => entry[1].length >= LEAST.made,
  );
  return new Map(often.sort(([, a], [, b]) => b.length - a.length).slice(0, CHANGES));
}

interface Refused {
  readonly change: Change;
  /** Of the places where it was refused. */
  readonly logOdds: readonly number[];
}

/** What the model proposed in the places that were left alone, where that was the same often enough. */
async function refusals(ignored: readonly LeftAlone[], look: Look): Promise<Refused[]> {
  const seen = await look(ignored.map(({ words }) => words));
  const found = new Map<string, Refused>();
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

/** As many of those refused as the shipped corrections can bear, those first that are none of them. */
function affordable(refused: readonly Refused[], shipped: readonly Example[]): Refused[] {
  const cases = casesOf(shipped);
  const cost = ({ change }: Refused): number => cases.get(keyOfChange(change))?.length ?? 0;
  let lost = 0;
  return [...refused].sort((a, b) => cost(a) - cost(b)).filter((one) => (lost += cost(one)) <= LOST);
}

/** What came of the uses of a change that were tried. */
interface Tried {
  /** Log-odds of the change there. */
  of(uses: readonly Example["words"][], key: string): number[];
  /** How many of all these were tried. */
  shareOf(uses: readonly unknown[]): number;
}

/** Tries each change in some of its uses, then in more of them while there is time: the more frequent the word, the more. */
async function tryOut(
  uses: readonly (readonly Example["words"][])[],
  tolerated: number,
  look: Look,
  isLate: () => boolean,
): Promise<Tried> {
  const seen: Seen[] = [];
  const wanted = (own: readonly unknown[]): number =>
    Math.min(TRIED.most, Math.max(TRIED.round, Math.ceil(own.length / Math.max(1, tolerated))));
  for (let from = 0; from < TRIED.most && (from === 0 || !isLate()); from += TRIED.round) {
    const round = uses.flatMap((own) => own.slice(from, Math.min(from + TRIED.round, wanted(own))));
    seen.push(await look([...new Set(round)]));
  }
  return {
    of: (own, key) => seen.flatMap((one) => own.flatMap((words) => one.all(words, key))),
    shareOf: (own) => Math.min(1, Math.min(wanted(own), seen.length * TRIED.round) / own.length),
  };
}

/** The sentences in which a habit could do harm: what it changes is there, and is not to be changed so. */
function usesOf(change: Change, known: readonly Example[]): Example["words"][] {
  const watched = new Habits([{ ...change, bias: 0 }]);
  const isUse = ({ words }: Example): boolean =>
    words.some((_, index) => watched.watchesWord(words, index) || watched.watchesGap(words, index));
  const isRight = (example: Example): boolean => casesOf([example]).has(keyOfChange(change));
  return known.filter((example) => isUse(example) && !isRight(example)).map(({ words }) => words);
}

/** Log-odds of changes in sentences that were examined. */
interface Seen {
  places(words: Example["words"]): readonly Examined[];
  /** Of the change in one place. */
  of(words: Example["words"], key: string, index: number): number[];
  /** Of the change wherever it was weighed in this sentence. */
  all(words: Example["words"], key: string): number[];
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
      all: (words, key) => judgedIn(words, key).map(({ logOdds }) => logOdds),
    };
  };
}

function sentenceOf(words: Example["words"]): Sentence {
  return { kind: "paragraph", text: textOf(words), words, start: 0, end: 0 };
}
