import type { Sentence } from "../grammar/sentences.js";
import type { IsCancelled } from "../grammar/scorer.js";

/** Sentences handed to the model at a time; it cuts them into its own, smaller batches. */
const PORTION = 32;

/** The one line in which all sentences of the process wait for the model. */
export interface ScoringQueue {
  /**
   * Replaces what waits under `key` and moves it to the front.
   * @returns a promise that resolves, and never rejects, when all that waits under `key` by then is scored, or no longer waits
   */
  put(key: string, sentences: readonly Sentence[]): Promise<void>;
  /** What waits under `key` is not wanted any more. */
  drop(key: string): void;
  dropAll(): void;
  isBusy(): boolean;
  isWaiting(key: string): boolean;
  /** Resolves when what is with the model at this moment has come back; never rejects. */
  portionDone(): Promise<void>;
}

export interface ScoringQueueOptions {
  score(sentences: readonly Sentence[], isCancelled: IsCancelled): Promise<void>;
  /** A portion of `key` has been scored; the last one when `isWaiting(key)` is false. */
  onProgress(key: string): void;
  /** The queue has begun to work, or has nothing left to do. */
  onBusyChange(): void;
  onError(error: unknown): void;
}

interface Job {
  readonly key: string;
  readonly sentences: readonly Sentence[];
  next: number;
  readonly waiting: readonly (() => void)[];
}

export function createScoringQueue({ score, onProgress, onBusyChange, onError }: ScoringQueueOptions): ScoringQueue {
  /** In order of arrival; the last one is served first. */
  const jobs = new Map<string, Job>();
  let busy = false;
  let portionDone = Promise.resolve();

  const front = (): Job | undefined => [...jobs.values()].at(-1);

  function remove(job: Job): void {
    if (jobs.get(job.key) === job) jobs.delete(job.key);
    job.waiting.forEach((resolve) => resolve());
  }

  async function serve(job: Job): Promise<void> {
    const portion = job.sentences.slice(job.next, job.next + PORTION);
    const scoring = score(portion, () => front() !== job);
    portionDone = scoring.catch(() => undefined);
    try {
      await scoring;
    } catch (error) {
      remove(job);
      onError(error);
      return;
    }
    if (front() !== job) return; // interrupted: the portion is handed out again, and what is scored of it is known
    job.next += portion.length;
    if (job.next >= job.sentences.length) remove(job);
    onProgress(job.key);
  }

  async function work(): Promise<void> {
    for (let job = front(); job; job = front()) await serve(job);
    busy = false;
    onBusyChange();
  }

  return {
    put(key, sentences) {
      const previous = jobs.get(key);
      if (sentences.length === 0) {
        if (previous) remove(previous);
        return Promise.resolve();
      }
      return new Promise((resolve) => {
        // Who waits for the previous job waits on: woken now, two that check one text would replace each other's for ever.
        jobs.delete(key);
        jobs.set(key, { key, sentences, next: 0, waiting: [...(previous?.waiting ?? []), resolve] });
        if (busy) return;
        busy = true;
        onBusyChange();
        void work();
      });
    },
    drop(key) {
      const job = jobs.get(key);
      if (job) remove(job);
    },
    dropAll: () => [...jobs.values()].forEach(remove),
    isBusy: () => busy,
    isWaiting: (key) => jobs.has(key),
    portionDone: () => portionDone,
  };
}
