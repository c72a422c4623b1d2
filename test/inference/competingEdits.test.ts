import { expect, it } from "vitest";
import type { Operation } from "../../src/grammar/scorer.js";
import { competitionFeatures } from "../../src/inference/competingEdits.js";
import { WordList } from "../../src/inference/lexicon.js";

const list = WordList.parse(["throw", "throws", "threw"].map((word) => `${word}\t5\tthrow\t\n`).join("") + "three\t9\tthree\t\n"); // prettier-ignore

function rivalries(typed: string, ...competing: readonly [operation: Operation, text: string, masked: number][]) {
  const candidates = competing.map(([operation, text]) => ({ operation, index: 0, text, pieces: [] }));
  return competitionFeatures(typed, candidates, competing.map(([, , masked]) => ({ head: 0, masked })), list); // prettier-ignore
}

it("compares a word with those as near, with the other forms, and with the other operations", () => {
  const [throws, three, removed] = rivalries("throw", ["replace", "throws", -2], ["replace", "three", -3], ["delete", "", -7]); // prettier-ignore
  expect(throws).toEqual({ edits: 1, lead: 1, nearer: 0, aheadOfNearer: 30, aheadOfForms: 30, aheadOfOperations: 5 });
  expect(three).toEqual({ edits: 2, lead: -1, nearer: 1, aheadOfNearer: -1, aheadOfForms: -1, aheadOfOperations: 4 });
  expect(removed).toEqual({ edits: 0, lead: -5, nearer: 0, aheadOfNearer: 30, aheadOfForms: -5, aheadOfOperations: -5 }); // prettier-ignore
});

it("is far ahead of nothing, and never further than that", () => {
  expect(rivalries("", ["insert", "the", -1])).toEqual([
    { edits: 0, lead: 0, nearer: 0, aheadOfNearer: 30, aheadOfForms: 30, aheadOfOperations: 30 },
  ]);
  const [near] = rivalries("throw", ["replace", "threw", -99], ["replace", "throws", -1]);
  expect(near).toMatchObject({ nearer: 1, aheadOfNearer: -30, aheadOfForms: -30 });
});
