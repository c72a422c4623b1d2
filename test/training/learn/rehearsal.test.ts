import { describe, expect, it } from "vitest";
import { parsePair, shippedSentences } from "../../../src/training/learn/rehearsal.js";

describe("the sentences that ship", () => {
  const { regression, rehearsal } = shippedSentences();

  it("are at least 500 to measure by, wrong ones and right ones", () => {
    expect(regression.length).toBeGreaterThanOrEqual(500);
    const wrong = regression.filter(({ source, target }) => source !== target).length;
    expect(wrong).toBeGreaterThan(200);
    expect(regression.length - wrong).toBeGreaterThan(200);
  });

  it("are each there once, and never both learnt from and measured by", () => {
    const all = [...regression, ...rehearsal].map(({ target }) => target);
    // One sound sentence may stand for two mistakes.
    expect(new Set([...regression, ...rehearsal].map(({ source }) => source)).size).toBe(all.length);
    const learnt = new Set(rehearsal.map(({ target }) => target));
    expect(regression.filter(({ target }) => learnt.has(target))).toEqual([]);
  });

  it("have no mark of the notation left and no odd spaces", () => {
    for (const { source, target } of [...regression, ...rehearsal])
      for (const text of [source, target]) expect(text).toMatch(/^(?!.*(?: {2}|\[\[|\]\]| [.,?!])).*\S$/u);
  });
});

describe("parsePair", () => {
  it("reads replacements, insertions and deletions", () => {
    expect(parsePair("In case [[|of]] an [[eror|error]] the [[the|]] end[[.|]]")).toEqual({
      source: "In case an eror the the end.",
      target: "In case of an error the end",
    });
  });
});
