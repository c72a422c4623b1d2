import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { defineConfig } from "vitest/config";
import { alias, sessionWorker, trainer } from "./tools/bundles.mjs";

/** The same as the loader `binary` of esbuild. @type {import("vitest/config").Plugin} */
const wasmAsBytes = {
  name: "wasm-as-bytes",
  enforce: "pre",
  async load(id) {
    if (!id.endsWith(".wasm")) return undefined;
    const base64 = (await readFile(id)).toString("base64");
    return `export default Uint8Array.from(Buffer.from("${base64}", "base64"));`;
  },
};

export default defineConfig({
  plugins: [wasmAsBytes],
  resolve: { alias },
  define: {
    SESSION_WORKER: JSON.stringify(resolve(sessionWorker.outfile)),
    TRAINER: JSON.stringify(resolve(trainer.outfile)),
  },
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/buildWorker.mjs"],
    setupFiles: ["test/seed.ts", "test/telemetryOff.ts"],
    exclude: ["test/e2e/**", "**/node_modules/**"],
    // Node knows no import of bytes.
    server: { deps: { inline: [/codemirror-lang-typst/] } },
    // After which something hangs, on any machine, whatever else it does: what is slow shows in the report.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // `npm run coverage`: it informs and has no threshold. What runs in processes and threads of its own is not seen.
    coverage: { include: ["src/**/*.ts"], reporter: ["text-summary", "html"], reportsDirectory: "build/coverage" },
    // Two cores: more workers than that only take turns.
    maxWorkers: 2,
  },
});
