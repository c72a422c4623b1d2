import { resolve } from "node:path";
import { Worker } from "node:worker_threads";
import { webWorker } from "../../../tools/bundles.mjs";
import type { RuntimeWorker } from "../../../src/inference/web/webRuntime.js";
import type { WebAnswer } from "../../../src/inference/web/webWorker.js";

/** What a web worker finds there; Node's thread does not. */
const GLOBALS = `const { parentPort } = require("node:worker_threads");
globalThis.self = globalThis;
self.postMessage = (answer, transfer) => parentPort.postMessage(answer, transfer);
parentPort.on("message", (data) => self.onmessage({ data }));`;

/** Runs the bundle for web workers in a thread of Node. @param before is run in it first */
export function startNodeWorker(before = ""): RuntimeWorker {
  const bundle = JSON.stringify(resolve(webWorker.outfile!));
  const thread = new Worker(`${before}\n${GLOBALS}\nrequire(${bundle});`, { eval: true });
  const worker: RuntimeWorker = {
    onmessage: null,
    onerror: null,
    postMessage: (request) => thread.postMessage(request),
    terminate: () => void thread.terminate(),
  };
  thread.on("message", (data: WebAnswer) => worker.onmessage?.({ data }));
  thread.on("error", ({ message }) => worker.onerror?.({ message }));
  return worker;
}
