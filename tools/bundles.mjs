// What esbuild makes: one CommonJS file for each process, for the Node of VS Code 1.91 and later.
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(fileURLToPath(import.meta.url), "../..");

/** The parser of Typst lies in a folder of its package that it does not export, beside what it exports for an editor. */
export const alias = { "codemirror-lang-typst/wasm": join(root, "node_modules/codemirror-lang-typst/wasm") };

/** @satisfies {import("esbuild").BuildOptions} */
const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  sourcemap: true,
  // The ES module builds of the vscode-languageserver packages can be bundled; their UMD builds hide `require` from esbuild.
  mainFields: ["module", "main"],
  // `vscode` is given by the host; the runtimes carry a native library or WebAssembly and so stay in node_modules.
  external: ["vscode", "onnxruntime-node", "onnxruntime-web"],
  alias,
  // A grammar in WebAssembly is part of the bundle, so that it is there at once and a parser waits for nothing.
  loader: { ".wasm": "binary" },
  define: { SESSION_WORKER: '"sessionWorker.js"', TRAINER: '"trainer.js"' },
  logLevel: "info",
};

/** @satisfies {import("esbuild").BuildOptions} */
export const sessionWorker = {
  ...shared,
  entryPoints: ["src/inference/node/onnxWorker.ts"],
  outfile: "dist/sessionWorker.js",
};

/** @satisfies {import("esbuild").BuildOptions} */
export const trainer = {
  ...shared,
  entryPoints: ["src/training/node/trainingMain.ts"],
  outfile: "dist/trainer.js",
};

/** For the web workers and pages of browsers. @satisfies {import("esbuild").BuildOptions} */
const web = {
  ...shared,
  platform: "browser",
  external: ["vscode"],
  target: "es2022",
  format: "iife",
  // A worker is a script, and has no address of its own kind.
  define: { "import.meta.url": "undefined" },
};

/** @type {import("esbuild").BuildOptions} */
export const webWorker = {
  ...web,
  entryPoints: ["src/inference/web/webWorker.ts"],
  outfile: "dist/web/runtime.js",
};

/** @type {import("esbuild").BuildOptions[]} */
export const bundles = [
  sessionWorker,
  trainer,
  webWorker,
  { ...web, entryPoints: ["src/server/web/main.ts"], outfile: "dist/web/server.js" },
  { ...web, format: "cjs", entryPoints: ["src/extension/web/extension.ts"], outfile: "dist/web/extension.js" },
  { ...shared, entryPoints: ["src/extension/extension.ts"], outfile: "dist/extension.js" },
  { ...shared, entryPoints: ["src/server/main.ts"], outfile: "dist/server.js" },
  { ...shared, entryPoints: ["src/cli/main.ts"], outfile: "dist/cli.js", banner: { js: "#!/usr/bin/env node" } },
];

/** The page to try Cloze on; its folder is for whoever builds it to choose. @type {import("esbuild").BuildOptions} */
export const playground = {
  ...web,
  sourcemap: false,
  entryPoints: {
    page: "src/playground/page/page.ts",
    worker: "src/playground/worker.ts",
    runtime: "src/inference/web/webWorker.ts",
  },
};

/** Packages that ship beside the bundles, in node_modules. */
export const unbundled = ["onnxruntime-node", "onnxruntime-web", "onnxruntime-common"];
