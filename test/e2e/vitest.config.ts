import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ["*.e2e.ts"],
    testTimeout: 90_000,
    // Installing the extension and starting a workbench on two busy cores.
    hookTimeout: 180_000,
    // One workbench at a time: each is a browser, a server and a model.
    fileParallelism: false,
  },
});
