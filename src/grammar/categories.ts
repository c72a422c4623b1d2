import { distance } from "fastest-levenshtein";
import type { Lexicon, Operation } from "./scorer.js";

/** What kind of mistake a finding is, in a writer's terms. */
export type Category =
  "spelling" | "agreement" | "wordChoice" | "missingWord" | "extraWord" | "punctuation" | "capitalization";

const LETTERS = /[\p{L}\p{N}]/u;

/**
 * @param original what is typed; for an insertion the empty string
 * @param fix what it becomes; for a deletion the empty string
 */
export function categoryOf(operation: Operation, original: string, fix: string, lexicon: Lexicon): Category {
  switch (operation) {
    case "insert":
      return LETTERS.test(fix) ? "missingWord" : "punctuation";
    case "delete":
      return LETTERS.test(original) ? "extraWord" : "punctuation";
    case "case":
      return "capitalization";
    case "merge":
    case "split":
      return "spelling";
    case "replace":
      return categoryOfReplacement(original, fix, lexicon);
    default:
      throw new Error(`Unknown operation: ${String(operation)}`);
  }
}

function categoryOfReplacement(original: string, fix: string, lexicon: Lexicon): Category {
  if (!LETTERS.test(original) || !LETTERS.test(fix)) return "punctuation";
  if (!lexicon.isWord(original) && isClose(original, fix)) return "spelling";
  return lexicon.sameLemma(original, fix) ? "agreement" : "wordChoice";
}

/** Up to two letters apart, or a third of the letters of a long word. */
function isClose(a: string, b: string): boolean {
  return distance(a.toLowerCase(), b.toLowerCase()) <= Math.max(2, Math.floor(Math.max(a.length, b.length) / 3));
}
