import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import type { TextRules } from "../../src/grammar/sentences.js";
import { importAll, patternsInSource, patternsMadeBy } from "./patterns/collect.js";
import { disagreementsOn, faultsOf } from "./patterns/faults.js";

const { literals, makers } = await patternsInSource();
const { text: rules } = JSON.parse(await readFile("model/model.json", "utf8")) as { text: TextRules };

/** They are made when a module is read for the first time, and when a text is. */
const made = await patternsMadeBy(async () => {
  await importAll("grammar");
  const { splitSentences } = await import("../../src/grammar/sentences.js");
  const { proseParser } = await import("../../src/grammar/prose/parsers.js");
  const text = "One *sentence*. Another one.";
  for (const name of ["plain", "latex"] as const) splitSentences(proseParser(name)(text).blocks, text, rules);
});

/** Milliseconds; what is compared are steps, and this is only for a machine that does other things as well. */
const PATIENCE = 300_000;

const everyPattern = [...new Map([...literals, ...made].map((one) => [String(one.pattern), one])).values()];

it("every file that makes patterns was seen to make them", () => {
  // A literal that an older engine does not know is made while the program runs, too.
  expect(made.map(({ place }) => place)).toEqual(expect.arrayContaining([...makers]));
});

describe.each(everyPattern)("$place $pattern", ({ pattern }) => {
  it(
    "takes a time that grows with the text",
    () => {
      expect(disagreementsOn(pattern)).toEqual([]);
      expect(faultsOf(pattern)).toEqual([]);
    },
    PATIENCE,
  );
});

describe("what is too slow is found", () => {
  it.each([
    ["an end that is looked for everywhere", /[ \t]+$/u],
    ["what may be given back and taken by another", /^a\s*\s*b/u],
    ["all that follows, from each beginning", /<[^>]*>/gu],
    ["a dot that stops at a separator", /^:[\s:]*(.*)$/u],
    ["two ways through the same", /^(?:\r\n|\r|\n|a)*b/u],
    ["a long look ahead at every character", /\[[^\]]{0,2000}\]/gu],
    ["bounds within bounds", /^(?:-[a-z-]{1,40}(?:, )?){1,4} {2}/u],
  ])("%s", (_, pattern) => {
    expect(faultsOf(pattern)).not.toEqual([]);
  });

  it.each([[/^[ \t]*#[^\n]*$/gmu], [/(?<![ \t])[ \t]+$/u], [/\p{L}+(?:['’]\p{L}+)*/gu], [/<[^<>\n]{0,100}>/gu]])(
    "but not %s",
    (pattern) => {
      expect(faultsOf(pattern)).toEqual([]);
    },
  );
});
