import type { Operation } from "../grammar/scorer.js";
import { Allowlist } from "../inference/allowlist.js";
import type { CascadeParts } from "../inference/cascade.js";
import { type EditPattern, editPatternOf, EditBiases, editKey } from "../inference/editBiases.js";
import { type Decision, type Visibility, visibilityOf } from "../inference/visibility.js";
import { type Case, casesOf } from "./cases.js";
import type { LeftAlone } from "./heldOut.js";
import type { Example } from "./labels.js";
import { type Look, looker, type Seen, type Weighed } from "./look.js";
import { foldCase } from "../inference/wordSimilarity.js";

/** What habits are read from. */
export interface Practice {
  readonly corrections: readonly Example[];
  readonly ignored: readonly LeftAlone[];
  /** Sentences in which nothing is wrong: a habit must leave them alone. */
  readonly sound: readonly Example[];
  /** Such sentences that the result is measured by. */
  readonly held: readonly Example[];
  /** The shipped regression set: what is wrong and right in any text, whatever one writer says. */
  readonly shipped: readonly Example[];
}

interface Observer {
  readonly examination: CascadeParts;
  readonly manifest: Decision;
  readonly isCancelled: () => boolean;
  /** True when no more sound sentences are to be tried than a habit needs at least. */
  readonly isLate: () => boolean;
}

/** How a model weighs what the writer did, habits and usages aside. Log-odds are the trees', to base e. */
export interface Observations {
  readonly made: readonly ObservedChange[];
  readonly refused: readonly RefusedChange[];
  /** How many sound places of the project one habit may flag. */
  readonly tolerated: number;
  /** How often the shipped corrections make a change. */
  readonly shippedCases: (change: EditPattern) => number;
  /** Log-odds from which a change is seen. */
  readonly visibility: (operation: Operation) => Visibility;
}

/** A change that was made again and again. */
export interface ObservedChange {
  readonly change: EditPattern;
  /** Where it was made; none where the model does not weigh it. */
  readonly lessons: readonly { readonly words: Example["words"]; readonly logOdds: readonly number[] }[];
  /** Log-odds where it would be wrong: in the shipped sentences that are right, in those that have another error, in those of the project that were tried, and in those it is measured by. */
  readonly shipped: readonly number[];
  readonly spoilt: readonly number[];
  readonly sound: readonly number[];
  readonly held: readonly number[];
  /** Share of such places that were tried. */
  readonly share: number;
}

/** A change that the model proposed and the writer refused, again and again. */
export interface RefusedChange {
  readonly change: EditPattern;
  readonly logOdds: readonly number[];
}

/** So often, in different sentences, a change must have been refused to be a habit. */
const REFUSED = 3;
/** The most changes that are looked into, those made most often: a long history has hundreds, and each takes about a second. */
const CHANGES = 60;
/** Sound sentences with the typed word that a habit is tried on in one round, and in all rounds, as far as there are any. */
const TRIED = { round: 80, most: 400 };
/** False alarms per 1,000 sound words that one habit may raise. */
const TOLERATED = 0.03;

/** So often, in different sentences, a change must have been made to be a habit: where one small word alone tells of it, oftener. */
export function leastOf({ operation }: EditPattern): number {
  return operation === "insert" || operation === "delete" ? 3 : 2;
}

/** Examines the places of everything that the writer did again and again, and as many sound uses of the same words as there is time for. */
export async function observe(practice: Practice, observer: Observer): Promise<Observations> {
  const { examination, isLate } = observer;
  const made = repeated(practice.corrections);
  const watched = new EditBiases([...made.values()].map(([{ change }]) => ({ ...change, bias: 0 })));
  const look = looker({ ...examination, habits: watched, usages: new Allowlist([]) }, observer.isCancelled);
  const refused = await refusals(practice.ignored, look);
  const keys = new Set(made.keys());
  const lessons = await look([...made.values()].flat().map(({ words }) => words), keys); // prettier-ignore
  const words = practice.sound.reduce((sum, one) => sum + one.words.length, 0);
  const tolerated = (TOLERATED * words) / 1000;
  const right = practice.shipped.filter(({ edits }) => edits.length === 0);
  const spoilt = practice.shipped.filter(({ edits }) => edits.length > 0);
  const uses = [...made].map(([key, [{ change }]]) => ({ key, change, right: usesOf(change, right), spoilt: usesOf(change, spoilt), sound: usesOf(change, practice.sound) })); // prettier-ignore
  // The shipped sentences are tried first: a habit that fails there would have the whole model refused.
  const inOrder = uses.map((own) => [...own.right, ...own.spoilt, ...own.sound]);
  const { seen: tried, most } = await tryOut(inOrder, tolerated, (sentences) => look(sentences, keys), isLate);
  const held = uses.map(({ change }) => usesOf(change, practice.held));
  const seen: Seen = new Map([...tried, ...(await look([...new Set(held.flat())], keys))]);
  const weighedIn = (own: readonly Example["words"][], key: string): number[] =>
    own.flatMap((words) => (seen.get(words) ?? []).filter((one) => one.key === key).map(({ logOdds }) => logOdds));
  const shippedCases = casesOf(practice.shipped);
  return {
    made: uses.map(({ key, change, ...own }, number) => ({
      change,
      lessons: made.get(key)!.map(({ words, index }) => ({
        words,
        logOdds: (lessons.get(words) ?? []).filter((one) => one.key === key && one.index === index).map(({ logOdds }) => logOdds), // prettier-ignore
      })),
      shipped: weighedIn(own.right, key),
      spoilt: weighedIn(own.spoilt, key),
      sound: weighedIn(own.sound, key),
      held: weighedIn(held[number]!, key),
      share: Math.min(1, most(inOrder[number]!.length) / inOrder[number]!.length),
    })),
    refused,
    tolerated,
    shippedCases: (change) => shippedCases.get(editKey(change))?.length ?? 0,
    visibility: (operation) => visibilityOf(operation, observer.manifest),
  };
}

/** The changes that were made often enough, those made most often first. */
function repeated(corrections: readonly Example[]): Map<string, readonly [Case, ...Case[]]> {
  const often = [...casesOf(corrections)].filter(
    (entry): entry is [string, [Case, ...Case[]]] => entry[1].length >= leastOf(entry[1][0]!.change),
  );
  return new Map(often.sort(([, a], [, b]) => b.length - a.length).slice(0, CHANGES));
}

/** What the model proposed in the places that were left alone, where that was the same often enough. */
async function refusals(ignored: readonly LeftAlone[], look: Look): Promise<RefusedChange[]> {
  const seen = await look(ignored.map(({ words }) => words));
  const found = new Map<string, RefusedChange>();
  for (const { words, from, to, fix } of ignored) {
    const own = (seen.get(words) ?? []).filter(({ index }) => index >= from && index <= Math.max(from, to - 1));
    const meant = fix === undefined ? own : own.filter(({ change }) => foldCase(change.text) === foldCase(fix));
    const best = meant.reduce<Weighed | undefined>((a, b) => (a && a.probability >= b.probability ? a : b), undefined);
    if (!best) continue;
    const { key, change, logOdds } = best;
    found.set(key, { change, logOdds: [...(found.get(key)?.logOdds ?? []), logOdds] });
  }
  return [...found.values()].filter(({ logOdds }) => logOdds.length >= REFUSED);
}

/** What came of the uses of changes that were tried. */
interface Tried {
  readonly seen: Seen;
  /** How many of so many uses of one change were tried. */
  readonly most: (uses: number) => number;
}

/** Tries each change in some of its uses, then in more of them while there is time: the more frequent the word, the more. */
async function tryOut(
  uses: readonly (readonly Example["words"][])[],
  tolerated: number,
  look: Look,
  isLate: () => boolean,
): Promise<Tried> {
  const seen = new Map<Example["words"], readonly Weighed[]>();
  const wanted = (own: number): number =>
    Math.min(TRIED.most, Math.max(TRIED.round, Math.ceil(own / Math.max(1, tolerated))));
  let tried = 0;
  while (tried < TRIED.most && (tried === 0 || !isLate())) {
    const end = tried + TRIED.round;
    const round = uses.flatMap((own) => own.slice(tried, Math.min(end, wanted(own.length))));
    for (const [words, weighed] of await look([...new Set(round)].filter((words) => !seen.has(words)))) seen.set(words, weighed); // prettier-ignore
    tried = end;
  }
  return { seen, most: (own) => Math.min(wanted(own), tried) };
}

/** The sentences in which a habit could do harm: what it changes is there, and is not to be changed so. */
function usesOf(change: EditPattern, known: readonly Example[]): Example["words"][] {
  const isUse = ({ words }: Example): boolean =>
    words.some((_, index) => editPatternOf(words, index, change.operation, change.text).typed === change.typed);
  const isRight = (example: Example): boolean => casesOf([example]).has(editKey(change));
  return known.filter((example) => isUse(example) && !isRight(example)).map(({ words }) => words);
}
