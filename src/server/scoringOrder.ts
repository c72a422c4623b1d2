import type { Span } from "../grammar/span.js";
import type { Attention } from "./openDocuments.js";

/** How far from the caret, in UTF-16 code units, a sentence still counts as "at the caret"; about a paragraph. */
const NEAR = 500;

/** Sentences in the order in which the writer will miss them: around the caret, then what is visible, then the rest from the top. */
export function inScoringOrder<T extends Span>(sentences: readonly T[], { caret, visible }: Attention): T[] {
  const rank = (sentence: T): number => {
    if (caret !== undefined && sentence.start <= caret + NEAR && sentence.end >= caret - NEAR) return 0;
    return visible.some((span) => sentence.start <= span.end && sentence.end >= span.start) ? 1 : 2;
  };
  const ranked = sentences.map((sentence) => ({ sentence, rank: rank(sentence) }));
  return ranked.sort((a, b) => a.rank - b.rank).map(({ sentence }) => sentence);
}
