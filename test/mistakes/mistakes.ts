import list from "./mistakes.json";

/**
 * A sentence of our own with one mistake, of which the model that ships is sure by a wide margin, in drafts and on published pages, and which it
 * mends as it should (`scripts/make_mistakes.py`): for tests of what is done with a finding. Other words may stand here with the next model.
 */
export interface Mistake {
  readonly source: string;
  readonly target: string;
  /** What is underlined, without the space that belongs to a word too many; it stands in the sentence once, or is the second of two. */
  readonly original: string;
  /** The first correction, empty where the word is to go. */
  readonly fix: string;
  /** Of `original`, in UTF-16 code units of `source`. */
  readonly start: number;
  /** As it is told: `verb-after-auxiliary`. */
  readonly kind: string;
}

export type MistakeCategory = "agreement" | "spelling" | "wordChoice" | "extraWord";

/** @param at from 0: another mistake, about another word, for each number */
export function mistake(category: MistakeCategory, at = 0): Mistake {
  return chosen(list[category], at);
}

/** A sentence in which nothing is found, whatever the sensitivity. */
export function sound(at = 0): string {
  return chosen(list.sound, at).source;
}

function chosen<T>(rows: readonly T[], at: number): T {
  const row = rows[at];
  if (row === undefined) throw new Error(`There are ${String(rows.length)} only: write more into candidates.jsonl.`);
  return row;
}
