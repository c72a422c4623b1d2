import { describe, expect, it } from "vitest";
import { createChecker } from "../../src/grammar/checker.js";
import type { ParserName } from "../../src/grammar/prose/parsers.js";
import { createFakeScorer } from "./fakeScorer.js";
import { lexicon } from "./lexiconOfTests.js";
import { thresholds } from "./policies.js";
import { rules } from "./rules.js";

const checker = createChecker({ scorer: createFakeScorer({}), rules, thresholds, lexicon });
const MILLION = 1_000_000;

/** Milliseconds in which a slow machine under load reads anything, unless a parser looks back too often and hangs. */
const PATIENCE = 120_000;

describe.each<ParserName>(["markdown", "mdx", "latex", "plain"])("%s", (parser) => {
  it.each([
    ["one line of 10 MB without a space", "a", 10 * MILLION],
    ["one line of 10 MB", "the quick brown fox ", 10 * MILLION],
    ["full stops", ".", MILLION],
    ["quotes within quotes", ">", MILLION],
    ["lists within lists", "1. ", MILLION],
    ["open links", "[a](", MILLION],
    ["open brackets", "[", MILLION],
    ["open images", "![", MILLION],
    ["open braces", "{", MILLION],
    ["dollars", "$a ", MILLION],
    ["emphasis", "*a _b ", MILLION],
    ["backquotes", "`a ``b ", MILLION],
    ["macros", "\\emph{a", MILLION],
    ["unknown macros", "\\a[{", MILLION],
    ["open formulas", "\\[a", MILLION],
    ["environments", "\\begin{a}", MILLION],
    ["ends of environments", "\\begin{a}\\end{b}", MILLION],
    ["verbatim", "\\verb|a", MILLION],
    ["comments", "%\n", MILLION],
    ["empty lines", "\r\n", MILLION],
  ])(
    "reads %s",
    (_, part, length) => {
      const text = part.repeat(length / part.length);
      for (const { start, end } of checker.sentencesOf(text, parser)) {
        if (start < 0 || end <= start || end > text.length) expect({ start, end }).toBe("a span of the text");
      }
    },
    PATIENCE,
  );
});
