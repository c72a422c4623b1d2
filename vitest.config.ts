import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/e2e/**", "**/node_modules/**"],
    testTimeout: 20_000,
    // Two cores: more workers than that only take turns.
    maxWorkers: 2,
    minWorkers: 1,
  },
});
