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
