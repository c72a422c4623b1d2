import type { Sensitivity } from "../grammar/policy.js";
import type { Context } from "../grammar/prior.js";
import type { Span } from "../grammar/span.js";

/** What the page asks its worker for; the answer has the same number. */
export type Question =
  | {
      readonly kind: "check";
      readonly number: number;
      readonly text: string;
      readonly parser: "markdown" | "plain";
      readonly sensitivity: Sensitivity;
      readonly context: Context;
    }
  | {
      readonly kind: "word";
      readonly number: number;
      readonly text: string;
      readonly parser: "markdown" | "plain";
      /** UTF-16 offset. */
      readonly caret: number;
    };

/** One finding, as the page shows it. */
export interface Shown {
  /** What is underlined. */
  readonly anchor: Span;
  /** What the first fix replaces, and with what. */
  readonly span: Span;
  readonly fix: string;
  readonly message: string;
  /** Of a hint: only likely. */
  readonly isHint: boolean;
}

/** What the model expects where a word stands. */
export interface Expected {
  readonly word: Span;
  /** Best first; 0 to 1. */
  readonly predictions: readonly { readonly text: string; readonly probability: number }[];
}

export type Answer =
  | { readonly kind: "ready" }
  | { readonly kind: "broken"; readonly message: string }
  | { readonly kind: "checked"; readonly number: number; readonly findings: readonly Shown[] }
  /** `undefined`: the caret is in no word. */
  | { readonly kind: "expected"; readonly number: number; readonly expected: Expected | undefined };
