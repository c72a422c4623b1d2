import type { AllowedNgram } from "./allowlist.js";
import type { EditBias } from "./editBiases.js";

/** What retraining has learnt of a project and its writer. */
export interface Adaptation {
  /** The flat vector that both inference graphs take as their input `adapter`, for rows with masks. */
  readonly vector: Float32Array;
  /** For sentences as they are typed, too, as in what an earlier version has learnt. */
  readonly readsTyped?: boolean;
  readonly editBiases: readonly EditBias[];
  readonly allowlist: readonly AllowedNgram[];
}

/** A vector of zeros, no edit biases and no allowlist change nothing. */
export function unadapted(length: number): Adaptation {
  return { vector: new Float32Array(length), editBiases: [], allowlist: [] };
}
