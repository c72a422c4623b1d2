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
  ["We go, there it works.", slot("replace", 2, ";", "."), "We go; there it works."],
])("what begins a sentence gets its capital with the mark before it: %j", (text, score, expected) => {
  expect(applyFixes(text, findingsIn(text, score))).toBe(expected);
});

it("tells that two sentences are written as one", () => {
  const [finding] = findingsIn("We go, there it is.", slot("replace", 2, ".", ";"));
  expect(finding).toMatchObject({ kind: "run-on", message: "“,” → “.”: a new sentence begins here · 90 %" });
  expect(finding!.fixes.map(({ text }) => text)).toEqual([". There", "; there"]);
});

it("a capital that only the end of a sentence before it makes right is no finding of its own", () => {
  const kindsOf = (...scores: SlotScore[]): string[] => findingsIn("We go, there it is.", ...scores).map(({ kind }) => kind); // prettier-ignore
  const [stop, capital] = [slot("replace", 2, "."), slot("case", 3, "There")];
  expect(kindsOf(stop, capital)).toEqual(["run-on"]);
  expect(kindsOf(slot("insert", 3, "."), capital)).toEqual(["run-on"]);
  expect(kindsOf(slot("replace", 2, ";"), capital)).toEqual(["wrong-mark", "capital-letter"]);
  expect(kindsOf({ ...stop, chance: 0.3 }, capital)).toEqual(["run-on", "capital-letter"]);
  const abbreviated = findingsIn("We go etc there it is.", slot("insert", 3, "."), slot("case", 3, "There"));
  expect(abbreviated.map(({ kind }) => kind)).toContain("capital-letter");
});
