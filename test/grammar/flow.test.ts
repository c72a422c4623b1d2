import { describe, expect, it } from "vitest";
import { findingsOf } from "../../src/grammar/findings.js";
import { markFlow } from "../../src/grammar/flow.js";
import type { SlotScore } from "../../src/grammar/scorer.js";
import { lexicon } from "./lexiconOfTests.js";
import { readSentences } from "./reading.js";
import { slot } from "./slots.js";

const marked = (text: string) => markFlow(readSentences(text), text);

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
    expect(sentences.flatMap((one) => (one.leadsOn ? [one.text] : [])).join()).toBe(leading);
    expect(sentences.flatMap((one) => (one.goesOn ? [one.text] : [])).join()).toBe(going);
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
    ["Thanks", 0, slot("insert", 1, "."), true],
    ["Copyright 2026 by us", 0, slot("insert", 4, "."), false],
    ["yargs does this.", 0, slot("case", 0, "Yargs"), true],
    ["yargs-extra does this.", 0, slot("case", 0, "Yargs"), false],
    ["we, too, go.", 0, slot("case", 0, "We"), true],
    ["go-there-now does this.", 0, slot("case", 0, "Go"), false],
    ["go there now.", 0, slot("case", 0, "Go"), true],
    ["fix: the list is empty.", 0, slot("case", 0, "Fix"), false],
    ["eg, the list is empty.", 0, slot("case", 0, "Eg"), false],
    ["egg, the list is empty.", 0, slot("case", 0, "Egg"), true],
    ["- fs-extra - Reads it", 0, slot("case", 4, "reads"), false],
    ["- Reading: reads it", 0, slot("case", 2, "Reads"), false],
    ["- Reads a well-Known file", 0, slot("case", 4, "known"), true],
    ["It is this - Reads it", 0, slot("case", 4, "reads"), true],
    ["THE SOFTWARE IS GIVEN AWAY.", 0, slot("case", 1, "software"), false],
    ["We give the SOFTWARE away.", 0, slot("case", 3, "software"), true],
  ])("%j, sentence %i, %j: %s", (text, index, score, isShown) => {
    const sentence = marked(text)[index]!;
    expect(findingsOf(sentence, [score], text, lexicon, { context: "draft", shift: 0 }).length > 0).toBe(isShown);
  });
});
