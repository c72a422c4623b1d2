import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseContract, type ModelContract } from "../../inference/contract.js";
import type { Progress, TrainingReport, TrainingRequest } from "../../training/contract.js";

/** What learning needs of the outside. */
export interface Training {
  /** Folder of the model that ships. */
  readonly shippedModel: string;
  /** Runs a training to its end. @throws TrainingError with one sentence for the writer */
  train(
    request: TrainingRequest,
    onProgress: (progress: Progress) => void,
    signal?: AbortSignal,
  ): Promise<TrainingReport>;
}

/** @throws an error that names the file if it is missing or of another format */
export async function readContract(folder: string): Promise<ModelContract> {
  const path = join(folder, "model.json");
  return parseContract(JSON.parse(await readFile(path, "utf8")), path);
}
