import type { Operation } from "../grammar/scorer.js";
import type { Thresholds } from "../grammar/policy.js";
import type { Examination } from "../inference/examine.js";
import { changeOf, Habits, keyOfChange, type Change } from "../inference/habits.js";
import { ensembleOf, type Judged } from "../inference/judge.js";
import { fold } from "../inference/proposals.js";
import { logOddsFor } from "../inference/trees.js";
import { casesOf, type Case } from "./cases.js";
import type { LeftAlone } from "./heldOut.js";
import type { Example } from "./labels.js";
import { looker, type Look, type Seen } from "./look.js";

/** What habits are read from. */
export interface Practice {
  readonly corrections: readonly Example[];
  readonly ignored: readonly LeftAlone[];
  /** Sentences in which nothing is wrong: a habit must leave them alone. */
  readonly sound: readonly Example[];
  /** The shipped regression set: what is wrong and right in any text, whatever one writer says. */
  readonly shipped: readonly Example[];
}

export interface Observer {
  readonly examination: Examination;
  readonly thresholds: Thresholds;
  readonly isCancelled: () => boolean;
  /** True when no more sound sentences are to be tried than a habit needs at least. */
  readonly isLate: () => boolean;
}

/** How a model weighs what the writer did, before any habit. Log-odds are the trees', to base e. */
export interface Observations {
  readonly made: readonly ObservedChange[];
  readonly refused: readonly RefusedChange[];
  /** How many sound places of the project one habit may flag. */
  readonly tolerated: number;
  /** How often the shipped corrections make a change. */
  readonly shippedCases: (change: Change) => number;
  /** Log-odds at the threshold. */
  readonly needed: (operation: Operation, sensitivity: keyof Thresholds) => number;
}

/** A change that was made again and again. */
export interface ObservedChange {
  readonly change: Change;
  /** Where it was made; none where the model does not weigh it. */
  readonly lessons: readonly { readonly words: Example["words"]; readonly logOdds: readonly number[] }[];
  /** Log-odds where it would be wrong: in the shipped sentences, and in those of the project that were tried. */
  readonly shipped: readonly number[];
  readonly sound: readonly number[];
  /** Share of such places that were tried. */
  readonly share: number;
}

/** A change that the model proposed and the writer refused, again and again. */
export interface RefusedChange {
  readonly change: Change;
  readonly logOdds: readonly number[];
}

/** So often, in different sentences, a change must have been made, or refused, to be a habit. */
export const LEAST = { made: 2, refused: 3 };
/** The most changes that are looked into, those made most often: a long history has hundreds, and each takes about a second. */
const CHANGES = 60;
/** Sound sentences with the typed word that a habit is tried on in one round, and in all rounds, as far as there are any. */
const TRIED = { round: 80, most: 400 };
/** False alarms per 1,000 sound words that one habit may raise. */
const TOLERATED = 0.03;

/** Examines the places of everything that the writer did again and again, and as many sound uses of the same words as there is time for. */
export async function observe(practice: Practice, observer: Observer): Promise<Observations> {
  const { examination, thresholds, isLate } = observer;
  const made = repeated(practice.corrections);
  const watched = new Habits([...made.values()].map(([{ change }]) => ({ ...change, bias: 0 })));
  const look = looker({ ...examination, habits: watched }, observer.isCancelled);
  const lessons = await look([...made.values()].flat().map(({ words }) => words));
  const refused = await refusals(practice.ignored, look);
  const words = practice.sound.reduce((sum, one) => sum + one.words.length, 0);
  const tolerated = (TOLERATED * words) / 1000;
  const uses = [...made].map(([key, [{ change }]]) => ({ key, shipped: usesOf(change, practice.shipped), sound: usesOf(change, practice.sound) })); // prettier-ignore
  // The shipped sentences are tried first: a habit that fails there would have the whole model refused.
  const inOrder = uses.map(({ shipped, sound }) => [...shipped, ...sound]);
  const tried = await tryOut(inOrder, tolerated, look, isLate);
  const shippedCases = casesOf(practice.shipped);
  return {
    made: uses.map(({ key, shipped, sound }) => ({
      change: made.get(key)![0].change,
      lessons: made.get(key)!.map(({ words, index }) => ({ words, logOdds: lessons.of(words, key, index) })),
      shipped: tried.of(shipped, key),
      sound: tried.of(sound, key),
      share: tried.shareOf([...shipped, ...sound]),
    })),
    refused,
    tolerated,
    shippedCases: (change) => shippedCases.get(keyOfChange(change))?.length ?? 0,
    needed: (operation, sensitivity) => logOddsFor(examination.combination[ensembleOf(operation)].calibration, thresholds[sensitivity][operation]), // prettier-ignore
  };
}

/** The changes that were made often enough, those made most often first. */
function repeated(corrections: readonly Example[]): Map<string, readonly [Case, ...Case[]]> {
  const often = [...casesOf(corrections)].filter(
    (entry): entry is [string, [Case, ...Case[]]] => entry[1].length >= LEAST.made,
  );
  return new Map(often.sort(([, a], [, b]) => b.length - a.length).slice(0, CHANGES));
}

/** What the model proposed in the places that were left alone, where that was the same often enough. */
async function refusals(ignored: readonly LeftAlone[], look: Look): Promise<RefusedChange[]> {
  const seen = await look(ignored.map(({ words }) => words));
  const found = new Map<string, RefusedChange>();
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
