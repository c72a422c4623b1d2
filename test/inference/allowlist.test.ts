import { expect, it } from "vitest";
import { Allowlist, type AllowedNgram, trigramAt, unigramAt } from "../../src/inference/allowlist.js";
import { onlySentence } from "../grammar/reading.js";

const { words } = onlySentence("Effect runs the Effect, Effect and `a` Effect now.");

it("a word stands for itself where its place gives it no capital, and between its neighbours where both are words", () => {
  const at = (index: number) => [unigramAt(words, index), trigramAt(words, index)];
  expect(at(0)).toEqual([undefined, undefined]);
  expect(at(2)).toEqual([{ typed: "the" }, { typed: "the", between: ["runs", "Effect"] }]);
  // Beside a mark and beside code.
  expect(at(3)).toEqual([{ typed: "Effect" }, undefined]);
  expect(at(4)).toEqual([undefined, { typed: ",", between: ["Effect", "Effect"] }]);
  expect(at(5)).toEqual([undefined, undefined]);
  expect(at(8)).toEqual([undefined, undefined]);
  expect(at(9)).toEqual([{ typed: "now" }, undefined]);
  expect(at(words.length)).toEqual([undefined, undefined]);
});

it("covers a word by either, and by nothing else", () => {
  const covered = (...list: AllowedNgram[]) => words.flatMap((_, at) => (new Allowlist(list).covers(words, at) ? [at] : [])); // prettier-ignore
  expect(covered({ typed: "Effect" })).toEqual([3]);
  expect(covered({ typed: "effect" })).toEqual([]);
  expect(covered({ typed: "the", between: ["runs", "Effect"] })).toEqual([2]);
  expect(covered({ typed: "the", between: ["runs", "effect"] })).toEqual([]);
  expect(covered({ typed: "now" }, { typed: ",", between: ["Effect", "Effect"] })).toEqual([4, 9]);
  expect(covered()).toEqual([]);
});
