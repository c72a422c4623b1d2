import { diffArrays } from "diff";

/** A sentence before and after a change. */
export interface ChangedSentence {
  readonly source: string;
  readonly target: string;
}

/** A document in which more sentences change was written anew. */
const MOST_CHANGED = 40;

/** Sentences of a document that became others: where as many went as came, each became the one in its place. */
export function changedSentences(before: readonly string[], after: readonly string[]): ChangedSentence[] {
  const changed: ChangedSentence[] = [];
  let gone: readonly string[] = [];
  for (const { added, removed, value } of diffArrays([...before], [...after])) {
    if (removed) gone = value;
    else if (added && value.length === gone.length)
      changed.push(...gone.map((source, index) => ({ source, target: value[index]! })));
    if (!removed) gone = [];
  }
  return changed.length > MOST_CHANGED ? [] : changed;
}
