import { findingKey } from "../../configuration/findingKey.js";
import type { Finding } from "../../grammar/findings.js";
import type { Sentence } from "../../grammar/sentences.js";

/** What the writer wants left alone in one sentence, outside the text. */
export interface IgnoredSentences {
  /** In place of those before. */
  set(keys: readonly string[]): void;
  /** The findings that are not ignored. @param sentences that they were made in */
  without(findings: readonly Finding[], sentences: readonly Sentence[]): Finding[];
}

export function createIgnoredSentences(): IgnoredSentences {
  let known: ReadonlySet<string> = new Set();
  return {
    set(keys) {
      known = new Set(keys);
    },
    without(findings, sentences) {
      if (known.size === 0) return [...findings];
      return findings.filter((finding) => {
        const key = findingKey(finding, sentences);
        return key === undefined || !known.has(key);
      });
    },
  };
}
