import type { Sentence } from "../../grammar/sentences.js";
import { byWording } from "../../inference/scoreCache.js";

/** What documents wait for. Who asked last comes first. */
interface WaitingTexts {
  /** Replaces what waits under `key` and moves it to the front. Resolves when all that waits under `key` by then is scored, or no longer waits. */
  put(key: string, sentences: readonly Sentence[]): Promise<void>;
  remove(key: string): void;
  keys(): string[];
  isWaiting(key: string): boolean;
  /** The wording that comes first of all. */
  first(): string | undefined;
  /** The sentences that come first, by their wording: at most so many wordings, up to the first one that is the end. */
  beginning(most: number, isEnd: (wording: string) => boolean): Map<string, readonly Sentence[]>;
  /** Those that wait for one of the wordings. */
  askersOf(wordings: ReadonlySet<string>): string[];
  /** Nobody waits for these wordings any more. */
  settle(wordings: ReadonlySet<string>): void;
}

/** What one document waits for. */
interface Job {
  /** Wordings, in the order in which they are wanted. Not that of `left`: a map whose first keys are deleted is slow to find its first. */
  readonly order: readonly string[];
  /** Index in `order` before which nothing is left. */
  next: number;
  readonly left: Map<string, readonly Sentence[]>;
  readonly waiting: readonly (() => void)[];
}

const nothing: Job = { order: [], next: 0, left: new Map(), waiting: [] };

export function createWaitingTexts(): WaitingTexts {
  /** In order of arrival; the last one is served first. */
  const jobs = new Map<string, Job>();

  function remove(key: string): void {
    const job = jobs.get(key);
    jobs.delete(key);
    job?.waiting.forEach((resolve) => resolve());
  }

  const front = (): Job | undefined => [...jobs.values()].at(-1);

  const askersOf = (wordings: ReadonlySet<string>): string[] =>
    [...jobs].filter(([, { left }]) => [...wordings].some((wording) => left.has(wording))).map(([key]) => key);

  return {
    async put(key, sentences) {
      if (sentences.length === 0) {
        remove(key);
        return;
      }
      const waiting = jobs.get(key)?.waiting ?? [];
      jobs.delete(key);
      // Who waits for the previous job waits on: woken now, two that check one text would replace each other's for ever.
      const left = byWording(sentences);
      await new Promise<void>((resolve) => {
        jobs.set(key, { order: [...left.keys()], next: 0, left, waiting: [...waiting, resolve] });
      });
    },
    remove,
    keys: () => [...jobs.keys()],
    isWaiting: (key) => jobs.has(key),
    first() {
      const job = front();
      return job?.order[job.next];
    },
    beginning(most, isEnd) {
      const { order, next, left } = front() ?? nothing;
      const taken = new Map<string, readonly Sentence[]>();
      for (let at = next; at < order.length && taken.size < most && !isEnd(order[at]!); at++) {
        const sentences = left.get(order[at]!);
        if (sentences) taken.set(order[at]!, sentences);
      }
      return taken;
    },
    askersOf,
    settle(wordings) {
      for (const key of askersOf(wordings)) {
        const job = jobs.get(key)!;
        for (const wording of wordings) job.left.delete(wording);
        while (job.next < job.order.length && !job.left.has(job.order[job.next]!)) job.next++;
        if (job.left.size === 0) remove(key);
      }
    },
  };
}
