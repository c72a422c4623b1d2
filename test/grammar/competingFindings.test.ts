import { describe, expect, it } from "vitest";
import { type Finding, findingsOf, isSure, standsOut } from "../../src/grammar/findings.js";
import { applyPolicy, type Thresholds } from "../../src/grammar/policy.js";
import type { SlotScore } from "../../src/grammar/scorer.js";
import { lexicon } from "./lexiconOfTests.js";
import { everything, thresholds } from "./policies.js";
import { readSentences } from "./reading.js";
import { slot } from "./slots.js";

/** A slot of group 1 with the chances of its candidates, and the chance of the group. */
function of(score: SlotScore, chances: readonly number[], chance: number): SlotScore {
  const candidates = score.candidates.map((one, rank) => ({ ...one, probability: chances[rank]! }));
  return { ...score, candidates, chance, group: 1 };
}

const TEXT = "The limits is documented.";
const LIMIT = of(slot("replace", 1, "limit"), [0.46], 0.9);
const ARE = of(slot("replace", 2, "are", "were"), [0.44, 0.2], 0.9);

function findingsIn(text: string, scores: readonly SlotScore[], shift = 0): Finding[] {
  const [sentence] = readSentences(text);
  return findingsOf(sentence!, scores, text, lexicon, { context: "draft", shift });
}

const fixesOf = (finding: Finding | undefined): [string, number][] =>
  [finding!, ...finding!.competing].flatMap(({ fixes }) => fixes.map(({ text, probability }): [string, number] => [text, Number(probability.toFixed(2))])); // prettier-ignore

describe("slots that exclude each other", () => {
  it("are one finding, where the likeliest correction is, as likely as the group", () => {
    const found = findingsIn(TEXT, [ARE, LIMIT]);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ start: 4, end: 10, probability: 0.9, competing: [{ start: 11, end: 13 }] });
    expect(found[0]?.message).toBe("“limits” → “limit” or “is” → “are”: one of the two is needed · 90 %");
  });

  it("share what the group has, as one of them at most is right", () => {
    expect(fixesOf(findingsIn(TEXT, [LIMIT, ARE])[0])).toEqual([["limit", 0.38], ["are", 0.36], ["were", 0.16]]); // prettier-ignore
  });

  it("are shifted together", () => {
    const [found] = findingsIn(TEXT, [LIMIT, ARE], -2);
    expect(found?.probability).toBeCloseTo(1 / (1 + Math.exp(-(Math.log(9) - 2))));
    expect(findingsIn(TEXT, [LIMIT, ARE], 1)[0]!.probability).toBeGreaterThan(0.9);
  });

  it("name one correction where it stands out", () => {
    const [found] = findingsIn(TEXT, [of(LIMIT, [0.7], 0.9), of(ARE, [0.1, 0.05], 0.9)]);
    expect(found?.message).toBe("“limits” → “limit”: no word list has “limits” · 90 %");
  });

  it("are as likely as those that can be shown, if a place cannot", () => {
    const [found, ...others] = findingsIn("The `limits` is documented.", [of(slot("replace", 1, "limit"), [0.46], 0.9), ARE]); // prettier-ignore
    expect(others).toEqual([]);
    expect(found).toMatchObject({ original: "is", competing: [] });
    expect(found?.probability).toBeCloseTo(0.44);
  });

  it("leave out of a place what cannot stand there, if its first correction can", () => {
    const [found] = findingsIn(TEXT, [LIMIT, of(slot("replace", 1, ""), [0.2], 0.9)]);
    expect(found).toMatchObject({ original: "limits", competing: [] });
  });

  it("are another place before a word than at it", () => {
    const found = findingsIn("- now we go", [of(slot("case", 0, "Now"), [0.5], 0.9), of(slot("insert", 0, "so"), [0.3], 0.9)]); // prettier-ignore
    expect(found.map(({ operation }) => operation)).toEqual(["insert"]);
  });

  it("are two findings in two groups", () => {
    expect(findingsIn(TEXT, [LIMIT, { ...ARE, group: 2 }])).toHaveLength(2);
  });
});

it("is underlined what is sure", () => {
  expect([isSure({ tier: "sure" }), isSure({ tier: "perhaps" })]).toEqual([true, false]);
});

describe("a correction stands out", () => {
  const finding = (tier: Finding["tier"], chances: readonly number[], competing: readonly number[]) => ({
    tier,
    fixes: chances.map((probability) => ({ text: "", probability, logLikelihood: 0 })),
    competing: competing.map(
      (probability) => ({ fixes: [{ text: "", probability, logLikelihood: 0 }] }) as unknown as Finding,
    ),
  });

  it.each([
    [finding("sure", [0.8], []), true],
    [finding("perhaps", [0.8], []), false],
    [finding("sure", [0.6, 0.3], []), true],
    [finding("sure", [0.6, 0.31], []), false],
    [finding("sure", [0.6], [0.3]), true],
    [finding("sure", [0.6], [0.2, 0.31]), false],
    [finding("sure", [], []), false],
  ])("%j: %s", (one, expected) => {
    expect(standsOut(one)).toBe(expected);
  });
});

describe("the policy", () => {
  const lines: Thresholds = {
    ...thresholds,
    balanced: { draft: { sure: 0.8, perhaps: 0.3 }, published: { sure: 0.9, perhaps: 0.6 } },
    relaxed: { draft: { sure: 0.8 }, published: { sure: 0.9 } },
  };
  const shown = (finding: Finding | undefined, policy: Partial<typeof everything> = {}) =>
    applyPolicy([finding!], { ...everything, ...policy }, lines).map(({ original, tier, competing }) => [original, tier, competing.length]); // prettier-ignore

  it("has a line for each tier and context", () => {
    const [found] = findingsIn(TEXT, [{ ...LIMIT, chance: 0.85 }]);
    expect(shown(found)).toEqual([["limits", "sure", 0]]);
    expect(shown({ ...found!, context: "published" })).toEqual([["limits", "perhaps", 0]]);
    expect(shown({ ...found!, context: "published" }, { sensitivity: "relaxed" })).toEqual([]);
    expect(shown({ ...found!, probability: 0.3 })).toEqual([["limits", "perhaps", 0]]);
    expect(shown({ ...found!, probability: 0.29 })).toEqual([]);
  });

  it("goes on to a rival where the first correction is not wanted, as sure as that is by itself", () => {
    const [found] = findingsIn(TEXT, [LIMIT, ARE]);
    expect(shown(found)).toEqual([["limits", "sure", 1]]);
    expect(shown(found, { isKnownWord: (word) => word === "limits" })).toEqual([["is", "perhaps", 0]]);
    expect(shown(found, { isIgnored: (_, fix) => fix === "are" })).toEqual([["limits", "perhaps", 0]]);
    expect(shown(found, { isKnownWord: () => true })).toEqual([]);
  });
});
