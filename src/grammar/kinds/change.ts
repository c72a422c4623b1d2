import type { Category } from "../categories.js";
import type { Operation } from "../scorer.js";
import type { Kind } from "./kinds.js";

/** A correction as far as its kind can be told from it. */
export interface Change {
  readonly operation: Operation;
  readonly category: Category;
  /** Empty for an insertion. */
  readonly typed: string;
  /** Empty for a deletion. */
  readonly wanted: string;
  /** The words beside it in its sentence, if there are any. */
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

/** Why a correction is needed. */
export interface Explanation {
  readonly kind: Kind;
  /** With the words concerned, without a full stop. Of what is too many it says something ("stands here twice"). */
  readonly reason: string;
}

/** Of a mark between what is to be two sentences. */
export const RUN_ON: Explanation = { kind: "run-on", reason: "a new sentence begins here" };

/** As the closed classes have it. */
export function folded(word: string): string {
  return word.replaceAll("’", "'").toLowerCase();
}
