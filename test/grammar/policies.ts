import type { Circumstances } from "../../src/grammar/checker.js";
import type { Policy, Thresholds } from "../../src/grammar/policy.js";
import type { Priors } from "../../src/grammar/prior.js";

const all = (sure: number): Thresholds["balanced"] => ({ draft: { sure }, published: { sure } });

export const thresholds: Thresholds = { relaxed: all(0.7), balanced: all(0.5), strict: all(0.3) };

/** Moves nothing. */
const still = { shift: 0, rate: 0.01, range: [0, 0] } as const;
export const priors: Priors = { weight: 200, draft: still, published: still };

/** Everything is read as a draft, as it is scored. */
export const asDraft: Circumstances = { contextOf: () => "draft", shifts: { draft: 0, published: 0 } };

/** Shows every category and ignores nothing. */
export const everything: Policy = {
  sensitivity: "balanced",
  categorySensitivity: {},
  categories: {
    spelling: true,
    agreement: true,
    wordChoice: true,
    missingWord: true,
    extraWord: true,
    punctuation: true,
    capitalization: true,
  },
  kinds: {},
  dialect: "both",
  isKnownWord: () => false,
  isIgnored: () => false,
  limit: 1_000,
};
