import type { Usage } from "./allowlist.js";
import type { Habit } from "./editBiases.js";

/** What retraining has learnt of a project and its writer. */
export interface Adaptation {
  /** The flat vector that both inference graphs take as their input `adapter`. */
  readonly vector: Float32Array;
  readonly habits: readonly Habit[];
  readonly usages: readonly Usage[];
}

/** A vector of zeros, no habits and no usages change nothing. */
export function unadapted(length: number): Adaptation {
  return { vector: new Float32Array(length), habits: [], usages: [] };
}
