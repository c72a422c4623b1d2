import { expect, it } from "vitest";
import { applyFixes, type Finding, findingsOf } from "../../src/grammar/findings.js";
import type { SlotScore } from "../../src/grammar/scorer.js";
import { lexicon } from "./lexiconOfTests.js";
import { readSentences } from "./reading.js";
import { slot } from "./slots.js";

function findingsIn(text: string, ...scores: SlotScore[]): Finding[] {
  const [sentence] = readSentences(text);
  return findingsOf(sentence!, scores, text, lexicon, { context: "draft", shift: 0 });
}

it.each<[string, SlotScore, string]>([
  ["We go, there it works.", slot("replace", 2, "."), "We go. There it works."],
  ["We go there it works.", slot("insert", 2, "."), "We go. There it works."],
  ["We go\nthere it works.", slot("insert", 2, "."), "We go.\nThere it works."],
  ["*We go* there it works.", slot("insert", 2, "."), "*We go.* There it works."],
  ["We go, npm works.", slot("replace", 2, "."), "We go. npm works."],
  ["We go, `there` it works.", slot("replace", 2, "."), "We go. `there` it works."],
  ["We go etc, there it works.", slot("replace", 3, "."), "We go etc. there it works."],
  ["We go to v4.1.2, there it works.", slot("replace", 6, "."), "We go to v4.1.2. There it works."],
  ["We go at 5 a.m, there it works.", slot("replace", 5, "."), "We go at 5 a.m. there it works."],
  ["We go, there it works.", slot("replace", 2, ";", "."), "We go; there it works."],
])("what begins a sentence gets its capital with the mark before it: %j", (text, score, expected) => {
  expect(applyFixes(text, findingsIn(text, score))).toBe(expected);
});

it("tells that two sentences are written as one", () => {
  const [finding] = findingsIn("We go, there it is.", slot("replace", 2, ".", ";"));
  expect(finding).toMatchObject({ kind: "run-on", message: "“,” → “.”: a new sentence begins here · 90 %" });
  expect(finding!.fixes.map(({ text }) => text)).toEqual([". There", "; there"]);
});

it("a capital that only the end of a sentence before it makes right is one finding with that, as likely as either", () => {
  const shown = (text: string, ...scores: SlotScore[]) => findingsIn(text, ...scores).map(({ kind, probability, competing }) => [kind, probability, competing.length]); // prettier-ignore
  const [stop, capital] = [
    { ...slot("replace", 2, "."), group: 0, chance: 0.5 },
    { ...slot("case", 3, "There"), group: 1, chance: 0.8 },
  ];
  const text = "We go, there it is.";
  expect(shown(text, stop, capital)).toEqual([["run-on", 0.8, 0]]);
  expect(shown(text, stop, capital, { ...slot("replace", 3, "where"), group: 1, chance: 0.8 })).toEqual([["run-on", 0.8, 1]]); // prettier-ignore
  expect(shown(text, { ...slot("insert", 3, "."), group: 0 }, capital)).toHaveLength(1);
  expect(shown(text, { ...slot("replace", 2, ";"), group: 0 }, capital).map(([kind]) => kind)).toEqual(["wrong-mark", "capital-letter"]); // prettier-ignore
  expect(shown(text, { ...stop, chance: 0.3 }, capital).map(([kind]) => kind)).toEqual(["run-on", "capital-letter"]);
  expect(shown("We go, i do.", stop, { ...slot("case", 3, "I"), group: 1 }).map(([kind]) => kind)).toEqual(["run-on", "capital-letter"]); // prettier-ignore
  expect(shown("We go etc there it is.", { ...slot("insert", 3, "."), group: 0 }, capital).map(([kind]) => kind)).toContain("capital-letter"); // prettier-ignore
});
