// What esbuild makes: one CommonJS file for each process, for the Node of VS Code 1.91 and later.
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(fileURLToPath(import.meta.url), "../..");

/** The parser of Typst lies in a folder of its package that it does not export, beside what it exports for an editor. */
export const alias = { "codemirror-lang-typst/wasm": join(root, "node_modules/codemirror-lang-typst/wasm") };

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  sourcemap: true,
  // The ES module builds of the vscode-languageserver packages can be bundled; their UMD builds hide `require` from esbuild.
  mainFields: ["module", "main"],
  // `vscode` is given by the host; the runtime carries native libraries and so stays in node_modules.
  external: ["vscode", "onnxruntime-node"],
  alias,
  // A grammar in WebAssembly is part of the bundle, so that it is there at once and a parser waits for nothing.
  loader: { ".wasm": "binary" },
  define: { SESSION_WORKER: '"sessionWorker.js"', TRAINER: '"trainer.js"' },
  logLevel: "info",
};

/** @type {import("esbuild").BuildOptions} */
export const sessionWorker = {
  ...shared,
  entryPoints: ["src/inference/node/onnxWorker.ts"],
  outfile: "dist/sessionWorker.js",
};

/** @type {import("esbuild").BuildOptions} */
export const trainer = {
  ...shared,
  entryPoints: ["src/training/node/trainingMain.ts"],
  outfile: "dist/trainer.js",
};

/** @type {import("esbuild").BuildOptions[]} */
export const bundles = [
  sessionWorker,
  trainer,
  { ...shared, entryPoints: ["src/extension/extension.ts"], outfile: "dist/extension.js" },
  { ...shared, entryPoints: ["src/server/main.ts"], outfile: "dist/server.js" },
  { ...shared, entryPoints: ["src/cli/main.ts"], outfile: "dist/cli.js", banner: { js: "#!/usr/bin/env node" } },
];

/** Packages that ship beside the bundles, in node_modules. */
export const unbundled = ["onnxruntime-node", "onnxruntime-common"];
