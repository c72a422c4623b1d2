import { untilDone } from "../../grammar/timeLimit.js";
import { assembleModel, type LoadedModel } from "../assembleModel.js";
import { createWebRuntime, type RuntimeWorker } from "./webRuntime.js";

interface WebLoadOptions {
  readonly scoring: "cascade" | "exhaustive";
  readonly threads: number;
  /** Starts a worker of `webWorker.ts`. */
  startWorker(): RuntimeWorker;
  /** The runtime itself, `ort-wasm-simd-threaded.wasm`. */
  readWasm(): Promise<Uint8Array>;
  /** A file of the model's folder. @throws ModelError that names the file */
  read(name: string): Promise<Uint8Array>;
}

/**
 * Loads and verifies a model where there is no Node.
 * @throws ModelError whose message names the file that is missing, damaged or of another version, or says what the browser lacks
 */
export async function loadModel({
  scoring,
  threads,
  startWorker,
  readWasm,
  read,
}: WebLoadOptions): Promise<LoadedModel> {
  const files = new Map<string, Promise<Uint8Array>>();
  // Once each, so that what runs is what was verified.
  const readOnce = (name: string): Promise<Uint8Array> => {
    const found = files.get(name) ?? read(name);
    files.set(name, found);
    return found;
  };
  try {
    return await assembleModel({
      files: { read: readOnce, pathOf: (name) => name },
      scoring,
      threads,
      inTime: untilDone,
      createRuntime: () => createWebRuntime({ threads, startWorker, readWasm, read: readOnce }),
    });
  } finally {
    files.clear();
  }
}
