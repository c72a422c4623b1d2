import { expect, it } from "vitest";
import { applyFixes } from "../../src/grammar/applyFixes.js";
import { createChecker } from "../../src/grammar/checker.js";
import { createFakeScorer } from "./fakeScorer.js";
import { lexicon } from "./lexiconOfTests.js";
import { asDraft, everything, priors, thresholds } from "./policies.js";
import { rules } from "./rules.js";

const scorer = createFakeScorer({ teh: "the", Teh: "The", cta: "cat", to: "too" });

/** Checks code, applies all first fixes and expects this. */
async function check(text: string, expected: string): Promise<void> {
  const checker = createChecker({ scorer, rules, thresholds, priors, lexicon });
  const sentences = checker.sentencesOf(text, "typescript");
  await checker.score(sentences, () => false);
  expect(applyFixes(text, checker.report(text, sentences, everything, asDraft).findings)).toBe(expected);
}

it.each<[string, string, string]>([
  ["mends comments, not code", "const a = 'teh'; // Of teh one.", "const a = 'teh'; // Of the one."],
  [
    "leaves names of the file alone",
    "function cta(teh) {} // Teh cta of teh.",
    "function cta(teh) {} // Teh cta of teh.",
  ],
  ["but not the small words", "function to(cta) {} // Go to it.", "function to(cta) {} // Go too it."],
  [
    "mends a comment of many lines in its place",
    "/**\r\n * One\r\n * teh two.\r\n */",
    "/**\r\n * One\r\n * the two.\r\n */",
  ],
  [
    "silences a line",
    "// Of teh one.\n/* cloze-disable-line */ let a; // Of teh one.",
    "// Of the one.\n/* cloze-disable-line */ let a; // Of teh one.",
  ],
  [
    "silences the next line",
    "// cloze-disable-next-line\n// Of teh one.\n// Of teh two.",
    "// cloze-disable-next-line\n// Of teh one.\n// Of the two.",
  ],
  [
    "silences a part",
    "/* cloze-disable */\n// Of teh one.\n/* cloze-enable */\n// Of teh two.",
    "/* cloze-disable */\n// Of teh one.\n/* cloze-enable */\n// Of the two.",
  ],
  ["silences a word", "// cloze-ignore teh\n\n// Of teh cta.", "// cloze-ignore teh\n\n// Of teh cat."],
])("%s", (_, text, expected) => check(text, expected));
