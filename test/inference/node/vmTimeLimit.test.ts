import { expect, it } from "vitest";
import { createChecker } from "../../../src/grammar/checker.js";
import type { InTime } from "../../../src/grammar/timeLimit.js";
import { inTime } from "../../../src/inference/node/vmTimeLimit.js";
import { createFakeScorer } from "../../grammar/fakeScorer.js";
import { lexicon } from "../../grammar/lexiconOfTests.js";
import { priors, thresholds } from "../../grammar/policies.js";
import { rules } from "../../grammar/rules.js";

it("gives what the work comes to, and what it throws", () => {
  expect(inTime(() => ({ one: 1 }))).toEqual({ one: 1 });
  expect(() => inTime(() => { throw new RangeError("as ever"); })).toThrow(RangeError); // prettier-ignore
});

it.each([
  ["a loop", () => { for (;;); }], // prettier-ignore
  // Half a minute and more.
  ["a pattern", () => /^(?:a|a)*$/u.exec(`${"a".repeat(32)}!`)],
])("ends %s that does not end, and works on", (_, endless) => {
  expect(inTime(() => ({ found: endless() }))).toBeUndefined();
  expect(inTime(() => ({ one: 1 }))).toEqual({ one: 1 });
});

it("leaves out one paragraph of which a model's pattern makes too much, once and for all, and reads the others", () => {
  const slow = { ...rules, sentenceEnd: `(?:a|a)*(?=!!)|${rules.sentenceEnd}` };
  let tries = 0;
  const counted: InTime = (work) => {
    tries++;
    return inTime(work);
  };
  const scorer = createFakeScorer({});
  const checker = createChecker({ scorer, rules: slow, thresholds, priors, lexicon, inTime: counted });
  const text = `This is the first one.\n\nIt says ${"a".repeat(32)} for long.\n\nThis is the last one.\n`;
  const read = (before: string) => {
    const { sentences, slow: left } = checker.read(before + text, "markdown");
    return [left, ...sentences.map((sentence) => sentence.text)];
  };
  expect(read("")).toEqual([1, "This is the first one.", "This is the last one."]);
  tries = 0;
  expect(read("This is new.\n\n")).toEqual([1, "This is new.", "This is the first one.", "This is the last one."]);
  expect(tries).toBe(1);
});
