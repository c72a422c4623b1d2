import { setTimeout as later, setImmediate as nextTurn } from "node:timers/promises";
import type { Engine } from "../../src/server/checking/engine.js";
import type { Random } from "../../src/training/learn/random.js";
import { createFakeEngine } from "../server/fakeEngine.js";

/** Milliseconds at most between two sentences. */
const LONGEST = 12;

/** Knows what the tests' small engine knows, and takes now a moment and now some milliseconds for a sentence, so that it is done at any time of a report's making. */
export function createUnevenEngine(random: Random): Engine {
  const { checker, close } = createFakeEngine();

  async function takeTime(): Promise<void> {
    const kind = random.next();
    if (kind < 0.5) for (let turns = random.below(12); turns > 0; turns--) await undefined;
    else if (kind < 0.8) await nextTurn();
    else await later(random.below(LONGEST));
  }

  return {
    close,
    checker: {
      ...checker,
      async score(sentences, isCancelled) {
        for (const sentence of sentences) {
          await takeTime();
          if (await isCancelled()) return;
          await checker.score([sentence], isCancelled);
          await takeTime();
        }
      },
    },
  };
}
