import { describe, expect, it } from "vitest";
import { createChecker } from "../../src/grammar/checker.js";
import { isName, isTerm, markContinuations, recurs } from "../../src/grammar/documentContext.js";
import { applyFixes, findingsOf } from "../../src/grammar/findings.js";
import { type DocumentNames, givenNames } from "../../src/grammar/givenNames.js";
import type { SlotScore } from "../../src/grammar/scorer.js";
import { markTitles } from "../../src/grammar/titles.js";
import { countUses, type UsesOf } from "../../src/grammar/wordUses.js";
import { WordList } from "../../src/inference/lexicon.js";
import { createFakeScorer } from "./fakeScorer.js";
import { asDraft, everything, priors, thresholds } from "./policies.js";
import { lexicon } from "./lexiconOfTests.js";
import { readSentences } from "./reading.js";
import { rules } from "./rules.js";
import { slot } from "./slots.js";

const usesIn = (word: string, text: string): UsesOf =>
  countUses([word, word.toLowerCase()], text, markTitles(readSentences(text), text));

it.each([
  ["Zorblat", "Zorblat is fast. Use Zorblat, or Zorblat's twin.", true],
  ["Zorblat", "Zorblat is fast. Use Zorblat.", false],
  ["Zorblat", "Zorblats, aZorblat, Zorblat_2 and Zorblat.", false],
  ["teh", "teh teh teh teh", false],
  ["zorblat", "zorblat zorblat zorblat zorblat zorblat", true],
  // A capital at the beginning of a sentence is a matter of course.
  ["Teh", "Teh cat. Teh dog. Teh bird.", false],
  ["Teh", "# Teh Cat\n\nTeh dog.\n\n- [Of Teh Bird](#a)\n- [By Teh Bird](#b)\n", false],
  ["web site", "a web site, the web site, one web site, web site, web site", true],
  ["web site", "a web site, the web site, one web site, web site", false],
  ["GraphQL", "GraphQL is. GraphQL was. GraphQL will.", true],
  // In code a word is an identifier.
  ["Zorblat", "Zorblat is fast. Use `Zorblat`.", true],
  ["zorblat", "A zorblat is fast.\n\n```\nzorblat(1)\nzorblat(2)\n```\n", true],
  ["zorblat", "A zorblat is fast: `zorblat`.", false],
  ["zorblat", "A zorblat is fast: `zorblat`, [here](https://zorblat.org).", false],
])("%s in %j", (word, text, expected) => {
  expect(recurs(word, usesIn(word, text))).toBe(expected);
});

it.each([
  ["Effect", "An Effect runs. The Effect ends. Each Effect is one.", true],
  ["Effect", "An Effect runs. The Effect ends. Each effect is one.", false],
  ["Effect", "Effect one. Effect two. Effect three. An Effect.", false],
  ["Effect", "# The Effect\n\n# An Effect\n\n# One Effect\n\nAn Effect runs.", false],
])("%s in %j is a term: %s", (word, text, expected) => {
  expect(isTerm(word, usesIn(word, text))).toBe(expected);
});

const words = WordList.parse(
  ["commander\t-8\tcommander\t", "getting\t-5\tget\t", "french\t-6\t\tFrench", "server\t-6\tserver\t"].join("\n"),
);

/** Whether the word is a name in a document that is called so. */
const named = (word: string, text: string, called?: DocumentNames): boolean =>
  isName(word, usesIn(word, text), givenNames(text, called), words);

it.each<[string, string, boolean]>([
  ["Commander", "Use Commander, or use Commander. Commander is fast.", true],
  ["Commander", "Use Commander's options, or Commander's twin. Commander is fast.", true],
  ["Commander", "Commander is fast. Commander is small. Commander is old.", false],
  ["Commander", "Use Commander, or Commander, but one commander, a commander, the commander.", false],
  ["Commander", "# The Commander Guide\n\n## A Commander\n\n- Use Commander\n- By Commander\n", false],
  // A name that every text has says nothing of this one.
  ["French", "In French words, by French people of French towns.", false],
  // No lower-case word is a name, however often it stands there.
  ["recieve", "We recieve, they recieve, you recieve, all recieve, we recieve.", false],
  ["I", "So I see, and I go, and I stay.", false],
  ["The", "In The one, by The other, of The third.", false],
  ["Recieving", "Recieving it. Recieving more. Recieving less.", false],
])("%s in %j is a name: %s", (word, text, expected) => {
  expect(named(word, text)).toBe(expected);
});

it.each<[string, string, string]>([
  ["its first heading", "# Commander.js\n", ""],
  ["its first heading, underlined", "Commander: a guide\n==================\n", ""],
  ["HTML", "<h1 align=center>Commander</h1>\n", ""],
  ["front matter", "---\ntitle: The Commander\n---\n", ""],
  ["its file", "", "commander.md"],
])("a word that %s has is a name where the document uses it like one", (_, beginning, file) => {
  const called = { names: [], file };
  expect(named("Commander", `${beginning}\nCommander is fast. We use Commander.\n`, called)).toBe(true);
  expect(named("Commander", `${beginning}\nCommander is fast. Commander is small.\n`, called)).toBe(false);
  expect(named("Commander", "Commander is fast. We use Commander.\n")).toBe(false);
});

it.each<[string, string, boolean]>([
  ["commander", "Commander", true],
  ["@scope/commander", "Commander", true],
  ["commander", "commander", false],
  ["yargs", "yargs", true],
  ["yargs", "Yargs", true],
  ["the", "The", false],
  ["getting-commander", "Getting", false],
])("the package %s makes a name of %s: %s", (name, word, expected) => {
  expect(named(word, `${word} is fast.`, { names: [name], file: "readme.md" })).toBe(expected);
});

const marked = (text: string) => markContinuations(readSentences(text), text);

describe("what stands between two sentences", () => {
  it.each<[string, string, string]>([
    ["We call\n\n```\nf()\n```\n\nand go on.", "We call", "and go on."],
    ["We call\n\n    f()\n\nand go on.", "We call", "and go on."],
    ["We have:\n\n- one\n- two", "We have:", ""],
    ["We call.\n\nAnd go on.", "", ""],
    ["# We call\n\nand go on.\n\n---\n\nThen.", "", ""],
    ["We call. And go on.", "", ""],
    ["We call\n\n```\nf()\n```\n", "We call", ""],
    ["```\nf()\n```\n\nand go on.", "", ""],
  ])("%j", (text, leading, going) => {
    const sentences = marked(text);
    expect(sentences.flatMap((one) => (one.continuesNext ? [one.text] : [])).join()).toBe(leading);
    expect(sentences.flatMap((one) => (one.continuesPrevious ? [one.text] : [])).join()).toBe(going);
  });
});

describe("capitals and marks that are the author's choice", () => {
  const CODE = "\n\n```\nf()\n```\n\n";

  it.each<[string, number, SlotScore, boolean]>([
    [`We call${CODE}and go on.`, 0, slot("insert", 2, "."), false],
    ["We call\n\nAnd go on.", 0, slot("insert", 2, "."), true],
    [`We call${CODE}and go on.`, 1, slot("case", 0, "And"), false],
    [`We call${CODE}and on monday.`, 1, slot("case", 2, "Monday"), true],
    [`We say${CODE}will do it.`, 1, slot("insert", 0, "this"), false],
    ["We say.\n\nWill do it.", 1, slot("insert", 0, "this"), true],
    ["**The parameters**", 0, slot("insert", 2, "."), false],
    ["[The licence](x.md)", 0, slot("insert", 2, "."), false],
    ["**The** parameters", 0, slot("insert", 2, "."), true],
    ["More is at https://a.example/b", 0, slot("insert", 4, "."), false],
    ["More is at `b`", 0, slot("insert", 4, "."), true],
    ["MIT", 0, slot("insert", 1, "."), false],
    ["(MIT)", 0, slot("insert", 3, "."), false],
    ["MIT licence", 0, slot("insert", 2, "."), true],
    ["MITs", 0, slot("insert", 1, "."), true],
    ["Thanks", 0, slot("insert", 1, "."), true],
    ["Copyrighted by us", 0, slot("insert", 3, "."), true],
    ["Copyright 2026 by us", 0, slot("insert", 4, "."), false],
    ["yargs does this.", 0, slot("case", 0, "Yargs"), true],
    ["yargs-extra does this.", 0, slot("case", 0, "Yargs"), false],
    ["we, too, go.", 0, slot("case", 0, "We"), true],
    ["go-there-now does this.", 0, slot("case", 0, "Go"), false],
    ["go there now.", 0, slot("case", 0, "Go"), true],
    ["the-cat does this.", 0, slot("case", 0, "The"), true],
    ["the-zorb does this.", 0, slot("case", 0, "The"), false],
    ["go(there) does this.", 0, slot("case", 0, "Go"), false],
    ["go (there) now.", 0, slot("case", 0, "Go"), true],
    ["fix: the list is empty.", 0, slot("case", 0, "Fix"), false],
    ["eg, the list is empty.", 0, slot("case", 0, "Eg"), false],
    ["egg, the list is empty.", 0, slot("case", 0, "Egg"), true],
    ["- fs-extra - Reads it", 0, slot("case", 4, "reads"), false],
    ["- Reading: reads it", 0, slot("case", 2, "Reads"), false],
    ["- Reads a well-Known file", 0, slot("case", 4, "known"), true],
    ["It is this - Reads it", 0, slot("case", 4, "reads"), true],
    ["THE SOFTWARE IS GIVEN AWAY.", 0, slot("case", 1, "software"), false],
    ["We give the SOFTWARE away.", 0, slot("case", 3, "software"), true],
    ["THE SOFTWARE IS.", 0, slot("case", 1, "software"), true],
    ["THE SOFTWARE is away.", 0, slot("case", 1, "software"), true],
    ["A, B, C: THE SOFTWARE is there now.", 0, slot("case", 7, "software"), true],
  ])("%#: %j, sentence %i", (text, index, score, isShown) => {
    const sentence = marked(text)[index]!;
    expect(findingsOf(sentence, [score], text, lexicon, { context: "draft", shift: 0 }).length > 0).toBe(isShown);
  });
});

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
