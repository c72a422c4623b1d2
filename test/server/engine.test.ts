import { expect, test } from "vitest";
import { createEngineHost } from "../../src/server/engine.js";
import { createFakeEngine } from "./fakeEngine.js";

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
