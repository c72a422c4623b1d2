import { expect, test, vi } from "vitest";
import { createEngineHost } from "../../../src/server/checking/engine.js";
import { createScoringQueue } from "../../../src/server/checking/scoringQueue.js";
import { readSentences } from "../../grammar/reading.js";
import { createFakeEngine } from "../fakeEngine.js";

const settings = { scoring: "cascade", threads: 1, modelPath: "" } as const;

test("who asks for the engine before the settings are known gets it when they are", async () => {
  const engine = createFakeEngine();
  const host = createEngineHost({
    load: () => Promise.resolve(engine),
    keepFor: 60_000,
    isBusy: () => false,
    stopWork: () => Promise.resolve(),
    onSettled: () => undefined,
    onError: (error) => {
      throw error;
    },
  });
  let isAnswered = false;
  const asked = host.ready().then((found) => {
    isAnswered = true;
    return found;
  });
  await new Promise((later) => setTimeout(later, 10));
  expect(isAnswered).toBe(false);
  host.use(settings);
  expect(await asked).toBe(engine);
  await host.dispose();
});

test("an engine on which every run fails is closed when nobody uses it, and loaded again when somebody does", async () => {
  let loads = 0;
  let closes = 0;
  const errors: unknown[] = [];
  const host = createEngineHost({
    load: () => {
      loads++;
      return Promise.resolve({ ...createFakeEngine(), close: () => Promise.resolve(void closes++) });
    },
    keepFor: 20,
    isBusy: () => queue.isBusy(),
    stopWork: () => queue.dropAll(),
    onSettled: () => undefined,
    onError: (error) => errors.push(error),
  });
  const queue = createScoringQueue({
    async score() {
      await host.ready();
      throw new Error("The thread has ended.");
    },
    onProgress: () => undefined,
    onBusyChange: () => undefined,
    onError: (error) => errors.push(error),
  });
  host.use(settings);
  await queue.put("a", readSentences("One sentence. And another one.", "plain"));
  expect(errors.map(String)).toEqual(["Error: The thread has ended."]);
  await vi.waitFor(() => expect([loads, closes]).toEqual([1, 1]));
  await queue.put("a", readSentences("A third one.", "plain"));
  expect(loads).toBe(2);
  await vi.waitFor(() => expect(closes).toBe(2));
  await host.dispose();
});
