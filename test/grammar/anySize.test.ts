import { describe, expect, it } from "vitest";
import { createChecker } from "../../src/grammar/checker.js";
import type { ParserName } from "../../src/grammar/prose/parsers.js";
import { createFakeScorer } from "./fakeScorer.js";
import { lexicon } from "./lexiconOfTests.js";
import { thresholds } from "./policies.js";
import { rules } from "./rules.js";

const checker = createChecker({ scorer: createFakeScorer({}), rules, thresholds, lexicon });
const MILLION = 1_000_000;

/** What a parser that looks back too often would hang on; the bound leaves room for a slow machine under load. */
describe.each<ParserName>(["markdown", "mdx", "plain"])("%s", (parser) => {
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
    ["empty lines", "\r\n", MILLION],
  ])("reads %s", (_, part, length) => {
    const started = performance.now();
    checker.sentencesOf(part.repeat(length / part.length), parser);
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});
