import type { Called } from "../grammar/called.js";
import type { Policy } from "../grammar/policy.js";
import type { IgnoredPair, Wishes } from "./wishes.js";

/**
 * What to show of what the model found.
 * @param limit the most findings
 * @param called what the document and its project are called, where that is known
 */
export function toPolicy(
  { sensitivity, categories, dialect, words, ignoredPairs }: Omit<Wishes, "severity" | "languages">,
  limit: number,
  called?: Called,
): Policy {
  const known = new Set(words.map(folded));
  const pairs = new Set(ignoredPairs.map(pairKey));
  return {
    sensitivity,
    categories,
    dialect,
    isKnownWord: (word) => known.has(folded(word)),
    isIgnored: (original, fix) => pairs.has(pairKey({ original, fix })),
    limit,
    ...(called && { called }),
  };
}

/** A dictionary word counts in every case, with straight or curly apostrophes. */
function folded(word: string): string {
  return word.normalize("NFC").replace(/[‘’]/gu, "'").toLowerCase();
}

function pairKey({ original, fix }: IgnoredPair): string {
  return JSON.stringify([folded(original.trim()), folded(fix.trim())]);
}
