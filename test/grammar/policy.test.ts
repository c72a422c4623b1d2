import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/grammar/findings.js";
import { applyPolicy } from "../../src/grammar/policy.js";
import { expectLinear } from "../growth.js";
import { everything, thresholds } from "./policies.js";

function finding(start: number, end: number, probability: number, more: Partial<Finding> = {}): Finding {
  return {
    start,
    end,
    original: "word",
    anchor: { start, end },
    operation: start === end ? "insert" : "replace",
    category: "wordChoice",
    message: "",
    probability,
    typed: "word",
    wanted: "other",
    kind: "other-word",
    reason: "",
    typedLogLikelihood: -7,
    fixes: [{ text: "other", probability, logLikelihood: -1 }],
    competing: [],
    tier: "perhaps",
    context: "draft",
    ...more,
  };
}

/** The same place: what is inserted, and a word that is taken out beside another one, counts to its edges. */
function areOne(a: Finding, b: Finding): boolean {
  const toItsEdges = a.start === a.end || b.start === b.end || (a.operation === "delete" && b.operation === "delete");
  const [left, right] = [Math.max(a.start, b.start), Math.min(a.end, b.end)];
  return toItsEdges ? left <= right : left < right;
}

const colourToColor: Partial<Finding> = {
  original: "colour",
  fixes: [{ text: "color", probability: 0.9, logLikelihood: -1 }],
};

/** Expects the probabilities of what is shown, in order of place. */
function check(findings: Finding[], expected: number[], policy: Partial<typeof everything> = {}): void {
  expect(applyPolicy(findings, { ...everything, ...policy }, thresholds).map(({ probability }) => probability)).toEqual(
    expected,
  );
}

describe("policy", () => {
  it("shows what is sure enough, in order", () => {
    check([finding(9, 10, 0.5), finding(0, 4, 0.9), finding(5, 6, 0.4)], [0.9, 0.5]);
    check([finding(0, 4, 0.6), finding(5, 6, 0.8)], [0.8], { sensitivity: "relaxed" });
    check([finding(0, 4, 0.3)], [0.3], { sensitivity: "strict" });
  });

  it("asks of a category what is said of it, and of the others what is said of all", () => {
    const comma = finding(5, 6, 0.4, { category: "punctuation" });
    const both = [finding(0, 4, 0.4), comma];
    check(both, [0.4], { categorySensitivity: { punctuation: "strict" } });
    check([finding(0, 4, 0.6), { ...comma, probability: 0.6 }], [0.6], {
      categorySensitivity: { punctuation: "relaxed" },
    });
    check(both, [0.4], { sensitivity: "strict", categorySensitivity: { punctuation: "balanced" } });
  });

  it("lets the surest of several in one place stand", () => {
    check([finding(0, 5, 0.6), finding(4, 9, 0.7), finding(8, 12, 0.9)], [0.6, 0.9]);
    check([finding(0, 5, 0.6), finding(5, 9, 0.7)], [0.6, 0.7]);
    check([finding(5, 5, 0.6), finding(5, 9, 0.7)], [0.7]);
    check([finding(5, 5, 0.8), finding(5, 5, 0.7)], [0.8]);
    const [shown, ...others] = applyPolicy([finding(5, 9, 0.7), finding(5, 5, 0.7)], everything, thresholds);
    expect([shown?.end, others]).toEqual([5, []]);
  });

  it("lets of any findings those stand that meet none that is surer, as one would find by comparing all", () => {
    const any = fc.record({
      start: fc.nat(30),
      length: fc.nat(5),
      percent: fc.integer({ min: 50, max: 99 }),
      isDeletion: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(any), (given) => {
        const findings = given.map(({ start, length, percent, isDeletion }) =>
          finding(start, start + length, percent / 100, isDeletion && length > 0 ? { operation: "delete" } : {}),
        );
        const surest = [...findings].sort(
          (a, b) => b.probability - a.probability || a.start - b.start || a.end - b.end,
        );
        const kept: Finding[] = [];
        for (const one of surest) if (!kept.some((other) => areOne(one, other))) kept.push(one);
        const shown = applyPolicy(findings, everything, thresholds);
        const placesOf = (all: readonly Finding[]): unknown[] =>
          all.map(({ start, end, probability }) => [start, end, probability]);
        expect(placesOf(shown)).toEqual(placesOf(kept.sort((a, b) => a.start - b.start || a.end - b.end)));
      }),
    );
  });

  it("takes a time that grows with the findings, also where each touches the next", () =>
    expectLinear((size) => {
      const chain = Array.from({ length: size }, (_, at) => finding(4 * at, 4 * at + 4, 0.5 + 0.4 * ((at * 37) % 101) / 101)); // prettier-ignore
      return () => applyPolicy(chain, { ...everything, limit: Infinity }, thresholds);
    }, 4_000));

  it("keeps to the writer's wishes", () => {
    check([finding(0, 4, 0.9)], [], { categories: { ...everything.categories, wordChoice: false } });
    check([finding(0, 4, 0.9)], [], { kinds: { "other-word": false } });
    check([finding(0, 4, 0.9)], [0.9], { kinds: { "look-alike": false, "other-word": true } });
    check([finding(0, 4, 0.9)], [], { isKnownWord: (word) => word === "word" });
    check([finding(0, 4, 0.9, { original: " word" })], [], {
      isIgnored: (typed, fix) => typed === "word" && fix === "other",
    });
    check([finding(0, 6, 0.9, colourToColor)], [], { dialect: "uk" });
    check([finding(0, 6, 0.9, colourToColor)], [], { dialect: "both" });
    check([finding(0, 6, 0.9, colourToColor)], [0.9], { dialect: "us" });
    check([finding(0, 3, 0.9, { isBritish: true })], [], { dialect: "both" });
    check([finding(0, 3, 0.9, { isBritish: true })], [], { dialect: "uk" });
    check([finding(0, 3, 0.9, { isBritish: true })], [0.9], { dialect: "us" });
    check([finding(0, 6, 0.9, { ...colourToColor, fixes: [{ ...colourToColor.fixes![0]!, isPersonal: true }] })], [0.9]); // prettier-ignore
    check([finding(0, 4, 0.9, { fixes: [{ text: " other", probability: 0.9, logLikelihood: -1 }] })], [], { isIgnored: (_, fix) => fix === "other" }); // prettier-ignore
    // A word beside what is missing may stand in what is replaced, to take the capital over.
    check([finding(0, 4, 0.9, { operation: "insert" })], [0.9], { isKnownWord: (word) => word === "word" });
    check([finding(0, 4, 0.6), finding(5, 6, 0.9), finding(7, 8, 0.8)], [0.9, 0.8], { limit: 2 });
    check([finding(0, 4, 0.8), finding(5, 6, 0.6), finding(7, 8, 0.9)], [0.8, 0.9], { limit: 2 });
  });
});
