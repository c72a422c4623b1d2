import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Adaptation } from "../adaptation.js";
import { assembleModel, type LoadedModel } from "../assembleModel.js";
import type { ModelManifest } from "../manifest.js";
import { threadsFor } from "../concurrency.js";
import { missing, readManifest as readManifestIn } from "../readModel.js";
import type { ModelFiles } from "../runtime.js";
import { adapterShape, readAdapter } from "./adapterFile.js";
import { createNodeRuntime } from "./onnxRuntime.js";
import { inTime } from "./vmTimeLimit.js";

export type { LoadedModel } from "../assembleModel.js";

export interface LoadOptions {
  readonly scoring: "cascade" | "exhaustive";
  /** Threads of the runtime; 0 takes half the cores, at most two. */
  readonly threads: number;
  /** What retraining has learnt: a file, or what is in it; the model as it ships if absent. */
  readonly adapter?: string | Adaptation | undefined;
}

/**
 * Loads and verifies a model folder.
 * @throws ModelError whose message names the file that is missing, damaged or of another version; AdapterError if it is the adapter's
 */
export async function loadModel(folder: string, settings: LoadOptions): Promise<LoadedModel> {
  const { scoring, adapter } = settings;
  const threads = threadsFor(settings.threads, availableParallelism());
  return assembleModel({
    files: filesIn(folder),
    scoring,
    threads,
    inTime,
    createRuntime: () => createNodeRuntime(threads),
    ...(adapter === undefined ? {} : { adaptation: (manifest) => adaptationOf(adapter, manifest) }),
  });
}

/** What the folder's `model.json` says. @throws ModelError that names it if it is missing, broken or of another version */
export function readManifest(folder: string): Promise<ModelManifest> {
  return readManifestIn(filesIn(folder));
}

async function adaptationOf(adapter: string | Adaptation, manifest: ModelManifest): Promise<Adaptation> {
  return typeof adapter === "string" ? readAdapter(adapter, adapterShape(manifest)) : adapter;
}

function filesIn(folder: string): ModelFiles {
  const pathOf = (name: string): string => join(folder, name);
  return {
    pathOf,
    async read(name) {
      try {
        return await readFile(pathOf(name));
      } catch {
        return missing(pathOf(name));
      }
    },
  };
}
