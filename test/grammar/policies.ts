import type { Policy, Thresholds } from "../../src/grammar/policy.js";

const all = (threshold: number): Thresholds["balanced"] => ({
  replace: threshold,
  delete: threshold,
  insert: threshold,
  merge: threshold,
  split: threshold,
  case: threshold,
});

export const thresholds: Thresholds = { relaxed: all(0.7), balanced: all(0.5), strict: all(0.3) };

/** Shows every category and ignores nothing. */
export const everything: Policy = {
  sensitivity: "balanced",
  categories: {
    spelling: true,
    agreement: true,
    wordChoice: true,
    missingWord: true,
    extraWord: true,
    punctuation: true,
    capitalization: true,
  },
  dialect: "both",
  isKnownWord: () => false,
  isIgnored: () => false,
  limit: 1_000,
};
