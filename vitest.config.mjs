import { resolve } from "node:path";
import { defineConfig } from "vitest/config";
import { sessionWorker, trainer } from "./tools/bundles.mjs";

export default defineConfig({
  define: {
    SESSION_WORKER: JSON.stringify(resolve(sessionWorker.outfile)),
    TRAINER: JSON.stringify(resolve(trainer.outfile)),
  },
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/buildWorker.mjs"],
    exclude: ["test/e2e/**", "**/node_modules/**"],
    testTimeout: 20_000,
    // Two cores: more workers than that only take turns.
    maxWorkers: 2,
    minWorkers: 1,
  },
});
