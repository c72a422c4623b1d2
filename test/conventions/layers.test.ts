import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ESLint } from "eslint";
import { describe, expect, it } from "vitest";

// The typed rules need a program and so a file on disk; the layers need neither.
const eslint = new ESLint({
  overrideConfig: {
    languageOptions: { parserOptions: { projectService: false } },
    rules: {
      "@typescript-eslint/no-floating-promises": "off",
      "@typescript-eslint/no-misused-promises": "off",
      "@typescript-eslint/switch-exhaustiveness-check": "off",
      "@typescript-eslint/no-unused-vars": "off",
    },
  },
});

const LAYER_RULES = new Set([
  "@typescript-eslint/no-restricted-imports",
  "no-restricted-syntax",
  "no-restricted-globals",
]);

/** @returns how many errors the layers raise for `code` at `path` */
async function layerErrors(path: string, code: string): Promise<number> {
  const [result] = await eslint.lintText(code, { filePath: path });
  const fatal = result!.messages.find((message) => message.fatal);
  if (fatal) throw new Error(fatal.message);
  return result!.messages.filter((message) => LAYER_RULES.has(message.ruleId ?? "")).length;
}

const FORBIDDEN: [path: string, code: string][] = [
  ["src/grammar/words.ts", `import * as vscode from "vscode";`],
  ["src/grammar/words.ts", `import { Range } from "vscode-languageserver";`],
  ["src/grammar/words.ts", `import * as ort from "onnxruntime-node";`],
  ["src/grammar/words.ts", `import { readFile } from "node:fs/promises";`],
  ["src/grammar/words.ts", `import { readFile } from "fs/promises";`],
  ["src/grammar/words.ts", `import { EditorView } from "@codemirror/view";`],
  ["src/grammar/prose/plain.ts", `import { createScorer } from "../../inference/cachedScorer.js";`],
  ["src/grammar/words.ts", `import { serve } from "../server/main.js";`],
  ["src/grammar/words.ts", `import type { State } from "../protocol.js";`],
  ["src/grammar/words.ts", `export const load = () => import("node:fs");`],
  ["src/grammar/words.ts", `console.log("text");`],
  ["src/grammar/words.ts", `import { toPolicy } from "../configuration/checkSettings.js";`],
  ["src/grammar/words.ts", `import { writeWhole } from "../files/writeWhole.js";`],
  ["src/files/writeWhole.ts", `import { splitWords } from "../grammar/words.js";`],
  ["src/files/writeWhole.ts", `import writeFileAtomic from "write-file-atomic";`],
  ["src/configuration/projectFile.ts", `import { readTextFile } from "../files/textFile.js";`],
  ["src/inference/cachedScorer.ts", `import { readTextFile } from "../files/textFile.js";`],
  ["src/training/step.ts", `import { readTextFile } from "../files/textFile.js";`],
  ["src/configuration/projectFile.ts", `import { readFile } from "node:fs/promises";`],
  ["src/configuration/projectFile.ts", `import * as vscode from "vscode";`],
  ["src/configuration/node/projectReader.ts", `import { report } from "../../server/diagnostics.js";`],
  ["src/inference/cachedScorer.ts", `import { toPolicy } from "../configuration/checkSettings.js";`],
  ["src/inference/cachedScorer.ts", `import * as ort from "onnxruntime-node";`],
  ["src/inference/cachedScorer.ts", `import { readFile } from "node:fs/promises";`],
  ["src/inference/cachedScorer.ts", `import { splitWords } from "../grammar/words.js";`],
  ["src/inference/cachedScorer.ts", `import { report } from "../server/diagnostics.js";`],
  ["src/inference/node/loadModel.ts", `import * as vscode from "vscode";`],
  ["src/inference/node/onnxRuntime.ts", `import { report } from "../../server/diagnostics.js";`],
  ["src/inference/node/onnxRuntime.ts", `import * as ort from "onnxruntime-node";`],
  ["src/inference/node/onnxRuntime.ts", `createRequire(__filename)("onnxruntime-node");`],
  ["src/inference/node/onnxRuntime.ts", `createRequire(__filename)("onnxruntime-web");`],
  ["src/inference/onnxSessions.ts", `import * as ort from "onnxruntime-common";`],
  ["src/inference/web/webRuntime.ts", `import { env } from "onnxruntime-web/wasm";`],
  ["src/inference/web/webWorker.ts", `import * as ort from "onnxruntime-web";`],
  ["src/inference/web/webWorker.ts", `void fetch("model/weights.bin");`],
  ["src/inference/web/loadModel.ts", `import { readFile } from "node:fs/promises";`],
  ["src/training/node/trainStep.ts", `import * as ort from "onnxruntime-node";`],
  ["src/training/node/trainStep.ts", `createRequire(__filename)("onnxruntime-node");`],
  ["src/server/main.ts", `createRequire(__filename)("onnxruntime-node");`],
  ["src/training/step.ts", `import * as vscode from "vscode";`],
  ["src/training/step.ts", `import { report } from "../server/diagnostics.js";`],
  ["src/training/step.ts", `import { client } from "../extension/client.js";`],
  ["src/training/step.ts", `import * as ort from "onnxruntime-node";`],
  ["src/training/step.ts", `import { readFile } from "node:fs/promises";`],
  ["src/training/collect/collect.ts", `import * as ort from "onnxruntime-node";`],
  ["src/training/collect/collect.ts", `import { report } from "../../server/diagnostics.js";`],
  ["src/training/collect/gitHistory.ts", `import { toPolicy } from "../../configuration/checkSettings.js";`],
  ["src/training/step.ts", `import { runGit } from "../configuration/node/git.js";`],
  ["src/configuration/node/git.ts", `import { report } from "../../server/diagnostics.js";`],
  ["src/server/main.ts", `import * as vscode from "vscode";`],
  ["src/server/web/main.ts", `import { readFile } from "node:fs/promises";`],
  ["src/server/session.ts", `import { join } from "node:path";`],
  ["src/server/web/main.ts", `void fetch("model/weights.bin");`],
  ["src/extension/web/extension.ts", `import { fork } from "node:child_process";`],
  ["src/server/main.ts", `import * as ort from "onnxruntime-node";`],
  ["src/server/main.ts", `import { client } from "../extension/client.js";`],
  ["src/server/main.ts", `import { LanguageClient } from "vscode-languageclient/node";`],
  ["src/cli/main.ts", `import { Range } from "vscode-languageserver";`],
  ["src/cli/main.ts", `import { report } from "../server/diagnostics.js";`],
  ["src/cli/main.ts", `import { client } from "../extension/client.js";`],
  ["src/extension/extension.ts", `import { splitWords } from "../grammar/words.js";`],
  ["src/extension/extension.ts", `import { toPolicy } from "../configuration/checkSettings.js";`],
  ["src/extension/extension.ts", `import type { Span } from "../grammar/span.js";`],
  ["src/extension/extension.ts", `import { report } from "../server/diagnostics.js";`],
  ["src/extension/extension.ts", `import { parser } from "@lezer/markdown";`],
  ["src/playground/worker.ts", `import { startServer } from "../server/server.js";`],
  ["src/playground/page/page.ts", `void fetch("https://example.com");`],
  ["src/playground/worker.ts", `import { readFile } from "node:fs/promises";`],
  ["src/protocol.ts", `import { RequestType } from "vscode-languageserver";`],
  ["src/extension/extension.ts", `import { request } from "node:https";`],
  ["src/server/main.ts", `import { connect } from "node:net";`],
  ["src/cli/main.ts", `import { lookup } from "node:dns/promises";`],
  ["src/training/node/startTraining.ts", `import { createSocket } from "node:dgram";`],
  ["src/extension/extension.ts", `void fetch("https://example.com");`],
  ["src/grammar/words.ts", `new WebSocket("wss://example.com");`],
];

const ALLOWED: [path: string, code: string][] = [
  [
    "src/grammar/prose/markdown/markdown.ts",
    `import { parser } from "@lezer/markdown";\nimport type { Tree } from "@lezer/common";`,
  ],
  ["src/grammar/prose/code/languages.ts", `import { shell } from "@codemirror/legacy-modes/mode/shell";`],
  ["src/grammar/prose/plain.ts", `import type { Span } from "../span.js";`],
  [
    "src/configuration/projectFile.ts",
    `import { parse } from "jsonc-parser";\nimport type { Policy } from "../grammar/policy.js";`,
  ],
  ["src/files/writeWhole.ts", `import { rename } from "node:fs/promises";`],
  ["src/configuration/node/projectReader.ts", `import { readTextFile } from "../../files/textFile.js";`],
  ["src/inference/node/loadModel.ts", `import { readPlainFile } from "../../files/plainFile.js";`],
  ["src/training/collect/collect.ts", `import { writeWhole } from "../../files/writeWhole.js";`],
  ["src/extension/dictionary/dictionaryFile.ts", `import { writeWhole } from "../../files/writeWhole.js";`],
  ["src/cli/openFiles.ts", `import { readTextFile } from "../files/textFile.js";`],
  ["src/configuration/node/projectReader.ts", `import { readFile } from "node:fs/promises";`],
  ["src/server/main.ts", `import { toPolicy } from "../configuration/checkSettings.js";`],
  ["src/cli/main.ts", `import { toPolicy } from "../configuration/checkSettings.js";`],
  ["src/inference/cachedScorer.ts", `import type { Scorer } from "../grammar/scorer.js";`],
  ["src/inference/node/onnxLibrary.ts", `createRequire(__filename)("onnxruntime-node");`],
  ["src/inference/node/onnxLibrary.ts", `createRequire(__filename)("onnxruntime-web");`],
  ["src/inference/onnxSessions.ts", `import type * as ort from "onnxruntime-common";`],
  ["src/inference/web/webWorker.ts", `import { env } from "onnxruntime-web/wasm";`],
  ["src/inference/web/loadModel.ts", `import { untilDone } from "../../grammar/timeLimit.js";`],
  ["src/inference/tokenizer.ts", `import { Tokenizer } from "@huggingface/tokenizers";`],
  [
    "src/inference/node/loadModel.ts",
    `import { readFile } from "node:fs/promises";\nimport type * as ort from "onnxruntime-node";`,
  ],
  [
    "src/training/node/trainStep.ts",
    `import type * as ort from "onnxruntime-node";\nimport { loadModel } from "../../inference/node/loadModel.js";`,
  ],
  [
    "src/training/collect/collect.ts",
    `import { readFile } from "node:fs/promises";\nimport { diffArrays } from "diff";`,
  ],
  ["src/training/step.ts", `import { splitWords } from "../grammar/words.js";`],
  ["src/training/collect/projectProse.ts", `import { listFiles } from "../../configuration/node/listFiles.js";`],
  ["src/cli/notebook.ts", `import { parseTree } from "jsonc-parser";`],
  ["src/training/collect/gitHistory.ts", `import { runGit } from "../../configuration/node/git.js";`],
  ["src/configuration/node/git.ts", `import { execFile } from "node:child_process";`],
  ["src/cli/openFiles.ts", `import { runGit } from "../configuration/node/git.js";`],
  ["src/server/main.ts", `import { createConnection } from "vscode-languageserver/node";`],
  ["src/server/web/main.ts", `import { createConnection } from "vscode-languageserver/browser";`],
  ["src/extension/web/extension.ts", `import { LanguageClient } from "vscode-languageclient/browser";`],
  ["src/server/main.ts", `import { createChecker } from "../grammar/checker.js";\nimport "../protocol.js";`],
  ["src/cli/main.ts", `import { Command } from "commander";\nimport { startServer } from "../server/main.js";`],
  ["src/extension/extension.ts", `import * as vscode from "vscode";\nimport "../protocol.js";`],
  ["src/server/features/hover.ts", `import * as l10n from "@vscode/l10n";`],
  ["src/extension/client.ts", `import { LanguageClient } from "vscode-languageclient/node";`],
  ["src/playground/worker.ts", `void fetch("model/weights.bin");`],
  ["src/protocol.ts", `import type { Range } from "vscode-languageserver-types";`],
];

describe("the layers", () => {
  it.each(FORBIDDEN)("%s must not: %s", async (path, code) => {
    expect(await layerErrors(path, code)).toBeGreaterThan(0);
  });

  it.each(ALLOWED)("%s may: %s", async (path, code) => {
    expect(await layerErrors(path, code)).toBe(0);
  });
});

describe("imports", () => {
  it("run in no circle, those of types neither", () => {
    expect(circlesOf(importsUnder("src"))).toEqual([]);
  });

  it("in a circle are seen", () => {
    const imports = new Map([
      ["a", ["b"]],
      ["b", ["c", "d"]],
      ["c", ["b"]],
      ["d", []],
    ]);
    expect(circlesOf(imports)).toEqual([["b", "c"]]);
  });
});

/** @returns each file under the folder, and the files that it imports */
function importsUnder(folder: string): Map<string, string[]> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  return new Map(files.map((name) => join(folder, name)).map((path) => [path, importsOf(path)]));
}

function importsOf(path: string): string[] {
  const text = readFileSync(path, "utf8");
  return [...text.matchAll(/ from "(\.[^"]+)\.js"/g)].map(([, name]) => join(dirname(path), `${name ?? ""}.ts`));
}

/** @returns the files of each circle, in the order of their names */
function circlesOf(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const reached = new Map([...imports.keys()].map((file) => [file, reachableFrom(file, imports)]));
  const circles = [...imports.keys()].sort().map((file) => {
    const others = [...reached.get(file)!].filter((other) => reached.get(other)?.has(file));
    return others.sort();
  });
  return [...new Map(circles.filter(({ length }) => length > 0).map((circle) => [circle.join(), circle])).values()];
}

function reachableFrom(file: string, imports: ReadonlyMap<string, readonly string[]>): Set<string> {
  const seen = new Set<string>();
  const waiting = [...(imports.get(file) ?? [])];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    waiting.push(...(imports.get(next) ?? []));
  }
  return seen;
}
