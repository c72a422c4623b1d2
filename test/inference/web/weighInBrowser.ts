// A page that says what the model makes of texts, in workers as in a browser's extension host.
import { loadModel } from "../../../src/inference/web/loadModel.js";
import type { RuntimeWorker } from "../../../src/inference/web/webRuntime.js";
import { type Weighed, weigh } from "../../golden/weighed.js";

declare const Worker: new (url: string) => RuntimeWorker;
declare global {
  var weighInBrowser: (texts: readonly string[]) => Promise<Weighed[]>;
}

async function read(path: string): Promise<Uint8Array> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${String(response.status)}`);
  return new Uint8Array(await response.arrayBuffer());
}

globalThis.weighInBrowser = async (texts) => {
  const model = await loadModel({
    scoring: "cascade",
    threads: 2,
    startWorker: () => new Worker("/bundles/runtime.js"),
    readWasm: () => read("/wasm/ort-wasm-simd-threaded.wasm"),
    read: (name) => read(`/model/${name}`),
  });
  try {
    return await weigh(model, texts);
  } finally {
    await model.close();
  }
};
