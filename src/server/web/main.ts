// The server in a web worker: it speaks LSP with the extension by messages, reads by it, and has no other connection.
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { createChecker } from "../../grammar/checker.js";
import { threadsFor } from "../../inference/concurrency.js";
import { loadModel } from "../../inference/web/loadModel.js";
import type { RuntimeWorker } from "../../inference/web/webRuntime.js";
import { ModelError } from "../../inference/runtime.js";
import { extensionFile } from "../../protocol.js";
import { type Engine, type EngineSettings, fingerprintOf } from "../checking/engine.js";
import { noLearning } from "../learning/learningPart.js";
import { startServer } from "../server.js";
import { createWebMachine } from "./webMachine.js";

/** As much of a worker's global as is used here. */
declare const self: { readonly navigator: { readonly hardwareConcurrency: number } };
declare const Worker: new (url: string) => RuntimeWorker;

const RUNTIME = "dist/web/runtime.js";
const WASM = "dist/node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm";

const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));

async function read(path: string): Promise<Uint8Array> {
  try {
    return await connection.sendRequest<Uint8Array>(extensionFile.method, { path });
  } catch (error) {
    throw new ModelError(`The file ${path} of Cloze cannot be read (${String(error)}). Reinstall Cloze.`);
  }
}

async function load({ scoring, threads }: EngineSettings): Promise<Engine> {
  // A worker may only begin at an address of its own origin, which the extension's files need not have.
  const address = URL.createObjectURL(new Blob([(await read(RUNTIME)) as Uint8Array<ArrayBuffer>]));
  try {
    const model = await loadModel({
      scoring,
      threads: threadsFor(threads, self.navigator.hardwareConcurrency),
      startWorker: () => new Worker(address),
      readWasm: () => read(WASM),
      read: (name) => read(`model/${name}`),
    });
    const fingerprint = await fingerprintOf(model, "");
    return { checker: createChecker(model), fingerprint, close: () => model.close() };
  } finally {
    URL.revokeObjectURL(address);
  }
}

startServer(connection, { load, machine: createWebMachine(connection), learning: noLearning });
