import { expect, it } from "vitest";
import { givenNames, type Called } from "../../src/grammar/called.js";
import { isName, isTerm, recurs } from "../../src/grammar/recurring.js";
import { markTitles } from "../../src/grammar/titles.js";
import { countUses, type UsesOf } from "../../src/grammar/wordUses.js";
import { WordList } from "../../src/inference/lexicon.js";
import { readSentences } from "./reading.js";

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

const lexicon = WordList.parse(
  ["commander\t-8\tcommander\t", "getting\t-5\tget\t", "french\t-6\t\tFrench", "server\t-6\tserver\t"].join("\n"),
);

/** Whether the word is a name in a document that is called so. */
const named = (word: string, text: string, called?: Called): boolean =>
  isName(word, usesIn(word, text), givenNames(text, called), lexicon);

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
