import type { Policy } from "../grammar/policy.js";
import type { IgnoredPair, Settings } from "./settings.js";

/** What to show of what the model found, from the settings and the dictionary of one document. */
export function toPolicy(settings: Settings, folderWords: readonly string[]): Policy {
  const words = new Set([...settings.words, ...folderWords].map(folded));
  const pairs = new Set(settings.ignoredPairs.map(pairKey));
  return {
    sensitivity: settings.sensitivity,
    categories: settings.categories,
    dialect: settings.dialect,
    isKnownWord: (word) => words.has(folded(word)),
    isIgnored: (original, fix) => pairs.has(pairKey({ original, fix })),
    limit: settings.maxFindings,
  };
}

/** A dictionary word counts in every case, with straight or curly apostrophes. */
function folded(word: string): string {
  return word.normalize("NFC").replace(/[‘’]/gu, "'").toLowerCase();
}

function pairKey({ original, fix }: IgnoredPair): string {
  return JSON.stringify([folded(original.trim()), folded(fix.trim())]);
}
