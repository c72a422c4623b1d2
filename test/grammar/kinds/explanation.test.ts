import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { categoryOf } from "../../../src/grammar/categories.js";
import { explain } from "../../../src/grammar/kinds/explanation.js";
import type { Kind } from "../../../src/grammar/kinds/kinds.js";
import { WordList } from "../../../src/inference/lexicon.js";

const lexicon = WordList.parse(readFileSync(join(import.meta.dirname, "../../../model/lexicon.txt"), "utf8"));

// What stands before, typed → wanted, what stands behind. What is put in or taken out has one side only.
it.each<[before: string, typed: string, wanted: string, after: string, kind: Kind, reason: string]>([
  ["characters", "is", "are", "shown", "subject-verb", "“characters” is plural"],
  ["list", "are", "is", "long", "subject-verb", "“list” is singular"],
  ["They", "was", "were", "slow", "subject-verb", "“They” is plural"],
  // The subject is not beside the verb, and what is there does not go with it.
  ["names", "are", "is", "long", "subject-verb", "“is” goes with one, “are” with several"],
  ["quickly", "are", "is", "read", "subject-verb", "“is” goes with one, “are” with several"],
  ["It", "depend", "depends", "on", "subject-verb", "“It” goes with “depends”"],
  ["to", "changed", "change", "it", "verb-after-to", "after “to” the verb has its plain form"],
  ["to", "hear", "hearing", "from", "verb-after-preposition", "after “to” the verb ends in -ing"],
  // "To" may stand before a noun as well.
  ["to", "files", "file", "one", "singular-or-plural", "“file” is likelier here than “files”"],
  ["doesn’t", "works", "work", "", "verb-after-auxiliary", "after “doesn’t” the verb has its plain form"],
  ["have", "went", "gone", "", "participle-after-have", "after “have” the verb is a participle"],
  ["these", "file", "files", "", "noun-number", "“these” goes with more than one"],
  ["a", "files", "file", "", "noun-number", "“a” goes with one"],
  ["user", "profile", "profiles", "", "singular-or-plural", "“profiles” is likelier here than “profile”"],
  ["is", "fast", "faster", "than", "comparison", "“faster” is likelier here than “fast”"],
  ["is", "a", "an", "hour", "a-or-an", "“hour” begins with the sound of a vowel"],
  ["is", "an", "a", "user", "a-or-an", "“user” begins with the sound of a consonant"],
  ["is", "an", "a", "\uFFFC", "a-or-an", "what follows begins with the sound of a consonant"],
  ["", "this", "these", "files", "determiner-number", "“files” is plural"],
  ["has", "much", "many", "", "determiner-number", "what follows is plural"],
  ["and", "it’s", "its", "files", "possessive-or-contraction", "“it’s” is two words in one, “its” is not"],
  ["the", "users", "user’s", "name", "possessive", "“user’s” says whose it is"],
  ["all", "user’s", "users", "", "possessive", "nothing is owned here"],
  ["", "thats", "that’s", "it", "contraction", "the apostrophe stands for what is left out"],
  ["faster", "then", "than", "it", "sound-alike", "“then” and “than” sound alike"],
  ["would", "of", "have", "been", "sound-alike", "“of” and “have” sound alike"],
  ["page", "form", "from", "it", "look-alike", "“form” and “from” look alike"],
  ["did", "strong", "hard", "", "other-word", "“hard” is likelier here than “strong”"],
  ["the", "", "the", "end", "missing-article", "an article seems to be missing here"],
  ["the", "the", "", "end", "doubled-word", "stands here twice"],
  ["end", "", ".", "", "missing-end-mark", "the sentence has no end mark"],
  ["e.g", "", ".", "this", "missing-mark", "a mark seems to be missing here"],
  ["late", "", ".", "we", "run-on", "a new sentence begins here"],
  ["late", ",", ".", "we", "run-on", "a new sentence begins here"],
  ["late", ".", "?", "We", "wrong-mark", "another mark fits here"],
  ["late", ",", ".", ")", "wrong-mark", "another mark fits here"],
  ["etc", ",", ".", "we", "wrong-mark", "another mark fits here"],
  ["", "now", "Now", "we", "sentence-capital", "a sentence begins with a capital letter"],
])("%s [%s → %s] %s: %s, %s", (before, typed, wanted, after, kind, reason) => {
  const inner = typed.toLowerCase() === wanted.toLowerCase() ? "case" : "replace";
  const operation = typed === "" ? "insert" : wanted === "" ? "delete" : inner;
  const category = categoryOf(operation, typed, wanted, lexicon);
  const change = {
    operation,
    category,
    typed,
    wanted,
    before: before || undefined,
    after: after || undefined,
  } as const;
  expect(explain(change, lexicon)).toEqual({ kind, reason });
});
