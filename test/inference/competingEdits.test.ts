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
  expect(throws).toEqual({
    edits: 1,
    margin: 1,
    closerWords: 0,
    marginOverCloser: 30,
    marginOverForms: 30,
    marginOverOperations: 5,
  });
  expect(three).toEqual({
    edits: 2,
    margin: -1,
    closerWords: 1,
    marginOverCloser: -1,
    marginOverForms: -1,
    marginOverOperations: 4,
  });
  expect(removed).toEqual({ edits: 0, margin: -5, closerWords: 0, marginOverCloser: 30, marginOverForms: -5, marginOverOperations: -5 }); // prettier-ignore
});

it("is far ahead of nothing, and never further than that", () => {
  expect(rivalries("", ["insert", "the", -1])).toEqual([
    { edits: 0, margin: 0, closerWords: 0, marginOverCloser: 30, marginOverForms: 30, marginOverOperations: 30 },
  ]);
  const [near] = rivalries("throw", ["replace", "threw", -99], ["replace", "throws", -1]);
  expect(near).toMatchObject({ closerWords: 1, marginOverCloser: -30, marginOverForms: -30 });
});
