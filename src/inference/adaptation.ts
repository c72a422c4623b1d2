import type { AllowedNgram } from "./allowlist.js";
import type { EditBias } from "./editBiases.js";

/** What retraining has learnt of a project and its writer. */
export interface Adaptation {
  /** The flat vector that both inference graphs take as their input `adapter`. */
  readonly vector: Float32Array;
  readonly habits: readonly EditBias[];
  readonly usages: readonly AllowedNgram[];
}

/** A vector of zeros, no edit biases and no allowlist change nothing. */
export function unadapted(length: number): Adaptation {
  return { vector: new Float32Array(length), habits: [], usages: [] };
}
