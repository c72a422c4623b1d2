import { diffArrays } from "diff";

/** A sentence before and after a change. */
interface ChangedSentence {
  readonly source: string;
  readonly target: string;
}

/** A document in which more sentences change was written anew. */
const MOST_CHANGED = 40;
/** Sentences that came or went, those included that changed. What is rewritten takes a time that grows with the square of them. */
const MOST_EDITS = 160;

/**
 * Sentences of a document that became others: where as many went as came, each became the one in its place.
 * @returns none if the document was written anew
 */
export function changedSentences(before: readonly string[], after: readonly string[]): ChangedSentence[] {
  const changed: ChangedSentence[] = [];
  let gone: readonly string[] = [];
  for (const { added, removed, value } of diffArrays([...before], [...after], { maxEditLength: MOST_EDITS }) ?? []) {
    if (removed) gone = value;
    else if (added && value.length === gone.length)
      changed.push(...gone.map((source, index) => ({ source, target: value[index]! })));
    if (!removed) gone = [];
  }
  return changed.length > MOST_CHANGED ? [] : changed;
}
