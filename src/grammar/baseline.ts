import type { Context } from "./prior.js";
import type { Sentence } from "./sentences.js";

/** How each sentence is to be read. */
export type ContextOf = (sentence: Sentence) => Context;

/** What of a document counts as published: the sentences of an earlier text of it, everything, or nothing. */
export type Baseline = "everything" | "nothing" | ReadonlySet<string>;

/** @param sentences of the earlier text, read as the document is */
export function baselineOf(sentences: readonly Sentence[]): ReadonlySet<string> {
  return new Set(sentences.map(({ text }) => text));
}

/** A sentence that is in the earlier text is published wherever it stands now: to move or to rewrap text is no change. */
export function contextsBy(baseline: Baseline): ContextOf {
  if (baseline === "everything") return () => "published";
  if (baseline === "nothing") return () => "draft";
  return ({ text }) => (baseline.has(text) ? "published" : "draft");
}
