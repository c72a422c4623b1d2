import type { IsCancelled } from "../../grammar/scorer.js";
import type { Sentence } from "../../grammar/sentences.js";
import type { Span } from "../../grammar/span.js";
import type { Viewport } from "../documents/openDocuments.js";
import { createWaitingTexts } from "./waitingTexts.js";

/** Sentences handed to the model at a time; it cuts them into its own, smaller batches. */
const PORTION = 32;
/** Portions begun at most. All but one of them wait for their turn, each with what it has found so far. */
const MOST_BEGUN = 4;

/**
 * The one line in which all sentences of the process wait for the model. What is asked for again joins what runs: a portion that has begun is
 * never begun anew while somebody wants a sentence of it. It waits where it is while others come first.
 */
export interface ScoringQueue {
  /**
   * Replaces what waits under `key` and moves it to the front.
   * @returns a promise that resolves, and never rejects, when all that waits under `key` by then is scored, or no longer waits
   */
  put(key: string, sentences: readonly Sentence[]): Promise<void>;
  /** What waits under `key` is not wanted any more. Resolves when the model works on nothing that nobody wants. */
  drop(key: string): Promise<void>;
  /** Resolves when the model has nothing left of it. */
  dropAll(): Promise<void>;
  isBusy(): boolean;
  isWaiting(key: string): boolean;
}

interface ScoringQueueOptions {
  score(sentences: readonly Sentence[], isCancelled: IsCancelled): Promise<void>;
  /** A portion of `key` has been scored; the last one when `isWaiting(key)` is false. */
  onProgress(key: string): void;
  /** The queue has begun to work, or has nothing left to do. */
  onBusyChange(): void;
  onError(error: unknown): void;
}

/** What the model has begun. */
interface Portion {
  readonly wordings: ReadonlySet<string>;
  /** Resolves, never rejects, when the model has left it. */
  ended: Promise<void>;
  /** Each lets it ask again whether it is its turn. */
  readonly waiting: (() => void)[];
  isCancelled: boolean;
}

export function createScoringQueue({ score, onProgress, onBusyChange, onError }: ScoringQueueOptions): ScoringQueue {
  const line = createWaitingTexts();
  /** In order of their beginnings. */
  const begun = new Set<Portion>();

  const holder = (wording: string): Portion | undefined => [...begun].find(({ wordings }) => wordings.has(wording));
  const isWanted = ({ wordings }: Portion): boolean => line.askersOf(wordings).length > 0;

  /** Whose turn it is: the portion with the first sentence of the front; where there is no room for that, one that has begun. */
  function current(): Portion | undefined {
    const first = line.first();
    if (first === undefined) return undefined;
    return holder(first) ?? (begun.size < MOST_BEGUN ? undefined : [...begun].findLast(isWanted));
  }

  /** Answers at once, or when something has changed. */
  function isCancelled(portion: Portion): boolean | Promise<boolean> {
    portion.isCancelled ||= !isWanted(portion);
    if (portion.isCancelled || current() === portion) return portion.isCancelled;
    return new Promise<void>((resolve) => portion.waiting.push(resolve)).then(() => isCancelled(portion));
  }

  function begin(sentences: ReadonlyMap<string, readonly Sentence[]>): void {
    const portion = createPortion(new Set(sentences.keys()));
    begun.add(portion);
    if (begun.size === 1) onBusyChange();
    portion.ended = serve(portion, [...sentences.values()].flat());
  }

  async function serve(portion: Portion, sentences: readonly Sentence[]): Promise<void> {
    const failure = await failureOf(score(sentences, () => isCancelled(portion)));
    begun.delete(portion);
    const askers = line.askersOf(portion.wordings);
    if (failure) askers.forEach(line.remove);
    else if (!portion.isCancelled) line.settle(portion.wordings);
    if (failure) onError(failure.error);
    else if (!portion.isCancelled) askers.forEach(onProgress);
    proceed();
    if (begun.size === 0) onBusyChange();
  }

  /** Something has changed: what comes first begins if it has not, and all others ask again whether it is their turn. */
  function proceed(): void {
    // Up to what has begun already: what comes first is not to wait for more than itself.
    const hasBegun = (wording: string): boolean => holder(wording) !== undefined;
    if (line.first() !== undefined && !current()) begin(line.beginning(PORTION, hasBegun));
    for (const portion of begun) portion.waiting.splice(0).forEach((resolve) => resolve());
  }

  async function withoutUnwanted(): Promise<void> {
    proceed();
    await Promise.all([...begun].filter((portion) => !isWanted(portion)).map(({ ended }) => ended));
  }

  return {
    put(key, sentences) {
      const done = line.put(key, sentences);
      proceed();
      return done;
    },
    drop(key) {
      line.remove(key);
      return withoutUnwanted();
    },
    dropAll() {
      line.keys().forEach(line.remove);
      return withoutUnwanted();
    },
    isBusy: () => begun.size > 0,
    isWaiting: line.isWaiting,
  };
}

function createPortion(wordings: ReadonlySet<string>): Portion {
  return { wordings, ended: Promise.resolve(), waiting: [], isCancelled: false };
}

function failureOf(work: Promise<void>): Promise<{ readonly error: unknown } | undefined> {
  return work.then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
}

/** How far from the caret, in UTF-16 code units, a sentence still counts as "at the caret"; about a paragraph. */
const NEAR = 500;

/** Sentences in the order in which the writer will miss them: around the caret, then what is visible, then the rest from the top. */
export function inScoringOrder<T extends Span>(sentences: readonly T[], { caret, visible }: Viewport): T[] {
  const rank = (sentence: T): number => {
    if (caret !== undefined && sentence.start <= caret + NEAR && sentence.end >= caret - NEAR) return 0;
    return visible.some((span) => sentence.start <= span.end && sentence.end >= span.start) ? 1 : 2;
  };
  const ranked = sentences.map((sentence) => ({ sentence, rank: rank(sentence) }));
  return ranked.sort((a, b) => a.rank - b.rank).map(({ sentence }) => sentence);
}
