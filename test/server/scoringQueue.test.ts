import { expect, test } from "vitest";
import type { Sentence } from "../../src/grammar/sentences.js";
import { createScoringQueue, type ScoringQueue } from "../../src/server/scoringQueue.js";

const sentences = (prefix: string, count: number): Sentence[] =>
  Array.from({ length: count }, (_, index) => ({
    kind: "paragraph",
    start: 0,
    end: 0,
    text: `${prefix}${String(index)}`,
    words: [],
  }));

interface Traced {
  readonly queue: ScoringQueue;
  readonly scored: string[];
  readonly errors: unknown[];
  /** Called before each sentence. */
  before: (text: string) => void;
}

function traced(): Traced {
  const trace: Omit<Traced, "queue"> = { scored: [], errors: [], before: () => undefined };
  const queue = createScoringQueue({
    async score(portion, isCancelled) {
      for (const { text } of portion) {
        await Promise.resolve();
        trace.before(text);
        if (isCancelled()) return;
        if (!trace.scored.includes(text)) trace.scored.push(text);
      }
    },
    onProgress: () => undefined,
    onBusyChange: () => undefined,
    onError: (error) => trace.errors.push(error),
  });
  return Object.assign(trace, { queue });
}

test("what comes last is served first, and nothing is lost", async () => {
  const trace = traced();
  let other: Promise<void> | undefined;
  trace.before = (text) => {
    if (text === "a5") other ??= trace.queue.put("b", sentences("b", 2));
  };
  await trace.queue.put("a", sentences("a", 40));
  await other;
  expect(trace.scored.slice(0, 8)).toEqual(["a0", "a1", "a2", "a3", "a4", "b0", "b1", "a5"]);
  expect(trace.scored).toHaveLength(42);
  expect(trace.queue.isBusy()).toBe(false);
});

test("two that ask for the same text both wake when it is scored, not each time that the other asks", async () => {
  const trace = traced();
  const asked = [1, 2].map(async () => {
    await trace.queue.put("a", sentences("a", 3));
    return trace.scored.length;
  });
  expect(await Promise.all(asked)).toEqual([3, 3]);
});

test("a new version of a document replaces what waits of the old one", async () => {
  const trace = traced();
  const first = trace.queue.put("a", sentences("old", 1000));
  await trace.queue.put("a", sentences("new", 3));
  await first;
  expect(trace.scored).toEqual(["new0", "new1", "new2"]);
});

test("what is dropped is not scored", async () => {
  const trace = traced();
  const waiting = trace.queue.put("a", sentences("a", 100));
  trace.queue.drop("a");
  await waiting;
  expect(trace.scored).toEqual([]);
  expect(trace.queue.isWaiting("a")).toBe(false);
});

test("an error ends its own document only", async () => {
  const trace = traced();
  trace.before = (text) => {
    if (text === "bad0") throw new Error("broken");
  };
  const good = trace.queue.put("good", sentences("good", 2));
  await trace.queue.put("bad", sentences("bad", 2));
  await good;
  expect(trace.errors).toHaveLength(1);
  expect(trace.scored).toEqual(["good0", "good1"]);
});
