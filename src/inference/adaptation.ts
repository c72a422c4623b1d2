import type { Habit } from "./habits.js";

/** What retraining has learnt of a project and its writer. */
export interface Adaptation {
  /** The flat vector that both inference graphs take as their input `adapter`. */
  readonly vector: Float32Array;
  readonly habits: readonly Habit[];
}

/** A vector of zeros and no habits change nothing. */
export function unadapted(length: number): Adaptation {
  return { vector: new Float32Array(length), habits: [] };
}
