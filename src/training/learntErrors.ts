import type { Example } from "./labels.js";

/** What was wrong in the corrections of a project, to be put into its sound sentences. */
export interface LearntErrors {
  readonly isEmpty: boolean;
  /** What was written where this word belongs. */
  wrongFor(word: string): readonly string[];
  /** This word was missing after that one. */
  isDropped(word: string, before: string): boolean;
  /** What was written too much before this word or after that one. */
  extraBefore(word: string, before: string): readonly string[];
}

/** Collects single-word errors; all in lower case. */
export function learntErrors(corrections: readonly Example[]): LearntErrors {
  const wrong = new Map<string, Set<string>>();
  const dropped = new Set<string>();
  const extra = new Map<string, Set<string>>();
  const add = (map: Map<string, Set<string>>, key: string, value: string): void => {
    map.set(key, (map.get(key) ?? new Set()).add(value));
  };
  for (const { words, edits } of corrections) {
    const textAt = (index: number): string => words[index]?.text.toLowerCase() ?? "";
    for (const { operation, index, text } of edits) {
      if (operation === "replace" && words[index]!.kind === "word" && /^\p{L}/u.test(text))
        add(wrong, text.toLowerCase(), textAt(index));
      else if (operation === "insert" && /^\p{L}/u.test(text))
        dropped.add(`${textAt(index - 1)} ${text.toLowerCase()}`);
      else if (operation === "delete" && words[index]!.kind === "word") {
        add(extra, `_ ${textAt(index + 1)}`, textAt(index));
        add(extra, `${textAt(index - 1)} _`, textAt(index));
      }
    }
  }
  const wrongs = new Map([...wrong].map(([word, set]) => [word, [...set]]));
  return {
    isEmpty: wrong.size + dropped.size + extra.size === 0,
    wrongFor: (word) => wrongs.get(word) ?? [],
    isDropped: (word, before) => dropped.has(`${before} ${word}`),
    extraBefore: (word, before) =>
      [...(extra.get(`_ ${word}`) ?? []), ...(extra.get(`${before} _`) ?? [])].filter((one) => one !== before),
  };
}
