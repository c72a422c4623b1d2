import { expect, test } from "vitest";
import type { IsCancelled } from "../../../src/grammar/scorer.js";
import type { Sentence } from "../../../src/grammar/sentences.js";
import { createScoringQueue, type ScoringQueue } from "../../../src/server/checking/scoringQueue.js";

/** Sentences of one word each, of the same wording in every call. */
const sentences = (prefix: string, count: number): Sentence[] =>
  Array.from({ length: count }, (_, index) => {
    const text = `${prefix}${String(index)}`;
    return {
      kind: "paragraph",
      start: 0,
      end: 0,
      text,
      words: [{ kind: "word", text, start: 0, end: text.length, spaceBefore: false }],
    };
  });

interface Traced {
  readonly queue: ScoringQueue;
  readonly scored: string[];
  readonly errors: unknown[];
  /** Texts that were begun, each as often as it was. */
  readonly begun: string[];
  /** Called before each sentence. */
  before: (text: string) => void;
}

/** A model that scores one sentence after another and throws away what it has of a portion when it is told to stop. */
function traced(): Traced {
  const trace: Omit<Traced, "queue"> = { scored: [], errors: [], begun: [], before: () => undefined };
  const queue = createScoringQueue({
    async score(portion, isCancelled) {
      trace.begun.push(...portion.map(({ text }) => text));
      for (const { text } of portion) {
        await Promise.resolve();
        trace.before(text);
        if (await isCancelled()) return;
        if (!trace.scored.includes(text)) trace.scored.push(text);
      }
    },
    onProgress: () => undefined,
    onBusyChange: () => undefined,
    onError: (error) => trace.errors.push(error),
  });
  return Object.assign(trace, { queue });
}

/** A model that takes a step only when it is let: a step is one question whether to go on. */
function stepped(): {
  queue: ScoringQueue;
  begun: string[][];
  scored: string[];
  mostAtOnce: () => number;
  step: () => Promise<void>;
} {
  let atOnce = 0;
  let mostAtOnce = 0;
  const begun: string[][] = [];
  const scored: string[] = [];
  let next: (() => void)[] = [];
  async function score(portion: readonly Sentence[], isCancelled: IsCancelled): Promise<void> {
    const texts = portion.map(({ text }) => text);
    begun.push(texts);
    mostAtOnce = Math.max(mostAtOnce, ++atOnce);
    let isStopped = false;
    // Nothing of a portion is known before its last step.
    for (let number = 0; number < 3 && !isStopped; number++) {
      await new Promise<void>((resolve) => next.push(resolve));
      isStopped = await isCancelled();
    }
    atOnce--;
    if (!isStopped) scored.push(...texts);
  }
  const queue = createScoringQueue({
    score,
    onProgress: () => undefined,
    onBusyChange: () => undefined,
    onError: (error) => expect(error).toBeUndefined(),
  });
  async function step(): Promise<void> {
    const now = next;
    next = [];
    now.forEach((go) => go());
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  }
  return { queue, begun, scored, mostAtOnce: () => mostAtOnce, step };
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

test("what waits for its turn goes on where it was, and is not begun again", async () => {
  const trace = traced();
  const others: Promise<void>[] = [];
  trace.before = (text) => {
    if (text.startsWith("a")) others.push(trace.queue.put(`b${text}`, sentences(`b${text}`, 1)));
  };
  await trace.queue.put("a", sentences("a", 5));
  await Promise.all(others);
  expect([...trace.begun].sort()).toEqual([...new Set(trace.begun)].sort());
  expect(trace.scored).toHaveLength(10);
});

test("asked for again before every step of the model, a text is scored all the same, in as many steps", async () => {
  const { queue, begun, scored, step } = stepped();
  let isDone = false;
  for (let number = 0; number < 3; number++) {
    void queue.put("a", sentences("a", 4)).then(() => (isDone = true));
    await step();
  }
  expect(scored).toEqual(["a0", "a1", "a2", "a3"]);
  expect(begun).toHaveLength(1);
  expect(isDone).toBe(true);
});

test("a text that is changed again and again keeps what was begun of its unchanged sentences", async () => {
  const { queue, begun, scored, step } = stepped();
  const rest = sentences("rest", 20);
  void queue.put("a", rest);
  await step();
  for (let number = 0; number < 4; number++) {
    void queue.put("a", [
      ...sentences(`typed${String(number)}_`, 1),
      ...rest.filter(({ text }) => !scored.includes(text)),
    ]);
    for (let steps = 0; steps < 3; steps++) await step();
    expect(scored).toContain(`typed${String(number)}_0`);
  }
  expect(scored).toHaveLength(24);
  expect(begun).toHaveLength(5);
});

test("two documents with the same sentence have it scored once", async () => {
  const { queue, begun, step } = stepped();
  const both = Promise.all([queue.put("a", sentences("same", 2)), queue.put("b", sentences("same", 2))]);
  for (let number = 0; number < 3; number++) await step();
  await both;
  expect(begun).toEqual([["same0", "same1"]]);
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

test("a writer who jumps about has only so much begun at once, and all of it is scored", async () => {
  const { queue, scored, mostAtOnce, step } = stepped();
  const places = Array.from({ length: 12 }, (_, place) => sentences(`place${String(place)}_`, 40));
  for (const [number, near] of places.entries()) {
    const others = places.filter((_, other) => other !== number).flat();
    void queue.put(
      "a",
      [...near, ...others].filter(({ text }) => !scored.includes(text)),
    );
    await step();
  }
  for (let number = 0; number < 80; number++) await step();
  expect([...scored].sort()).toEqual(places.flat().map(({ text }) => text).sort()); // prettier-ignore
  expect(mostAtOnce()).toBeGreaterThan(1);
  expect(mostAtOnce()).toBeLessThanOrEqual(4);
  expect(queue.isBusy()).toBe(false);
});

test("what is dropped is not scored, and who drops it is answered when the model has left it", async () => {
  const { queue, scored, step } = stepped();
  const waiting = queue.put("a", sentences("a", 100));
  await step();
  let isLeft = false;
  const dropped = queue.drop("a").then(() => (isLeft = true));
  await waiting;
  expect(queue.isWaiting("a")).toBe(false);
  expect([isLeft, queue.isBusy()]).toEqual([false, true]);
  await step();
  await dropped;
  expect([scored, queue.isBusy()]).toEqual([[], false]);
});

test("a text that is wanted again while the model leaves it is scored", async () => {
  const { queue, scored, step } = stepped();
  void queue.put("a", sentences("a", 2));
  const dropped = queue.dropAll();
  await step();
  await dropped;
  void queue.put("a", sentences("a", 2));
  for (let number = 0; number < 3; number++) await step();
  expect(scored).toEqual(["a0", "a1"]);
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
