import { expect, it } from "vitest";
import type { Sentence } from "../../src/grammar/sentences.js";
import { ScoreCache, wordingOf } from "../../src/inference/scoreCache.js";

/** One word, at a place of its own. */
function sentence(text: string, start = 0): Sentence {
  const span = { start, end: start + text.length };
  return { ...span, kind: "paragraph", text, words: [{ ...span, kind: "word", text, spaceBefore: false }] };
}

const many = Array.from({ length: 50 }, (_, index) => sentence(`word${String(index)}`));

it("knows of a sentence what it was told, however much it has been told since", () => {
  const memory = new ScoreCache(10);
  for (const one of many) memory.set([one], []);
  expect(memory.unknown(many)).toEqual([]);
});

it("knows the same wording elsewhere only as long as that is among the last ones", () => {
  const memory = new ScoreCache(10);
  for (const one of many) memory.set([one], []);
  const elsewhere = many.map(({ text }) => sentence(text, 1_000));
  expect(memory.unknown(elsewhere).flat()).toEqual(elsewhere.slice(0, 40));
});

it("knows of a text's next version what it knows of the last one", () => {
  const memory = new ScoreCache(10);
  for (const one of many) memory.set([one], []);
  const next = [sentence("new"), ...many.map(({ text }) => sentence(text, 4))];
  memory.inherit(many, next);
  expect(memory.unknown(next).flat()).toEqual([next[0]]);
});

it("puts sentences of one wording together", () => {
  const memory = new ScoreCache();
  const [one, other, same] = [sentence("one"), sentence("other"), sentence("one", 20)];
  expect(memory.unknown([one, other, same])).toEqual([[one, same], [other]]);
  expect(wordingOf(one)).toBe(wordingOf(same));
});

it("takes for the same only what the model reads alike: code for code, spaces for spaces", () => {
  const [word] = sentence("a").words;
  const of = (change: Partial<Sentence["words"][number]>) => wordingOf({ ...sentence("a"), words: [{ ...word!, ...change }] }); // prettier-ignore
  expect(of({ kind: "opaque", text: "`a`" })).toBe(of({ kind: "opaque", text: "`b`" }));
  expect(of({ kind: "opaque", text: "`a`" })).not.toBe(of({ text: "`a`" }));
  expect(of({ kind: "opaque", spoken: "a" })).not.toBe(of({ kind: "opaque", spoken: "b" }));
  expect(of({ text: "a" })).not.toBe(of({ text: "b" }));
  expect(of({ spaceBefore: true })).not.toBe(of({ spaceBefore: false }));
});

it("has what it was told, and for what it was never told nothing", () => {
  const memory = new ScoreCache();
  const [one, other] = [sentence("one"), sentence("other")];
  const scores = [] as const;
  memory.set([], scores);
  memory.set([one], scores);
  expect([memory.get(one), memory.get(sentence("one", 9)), memory.get(other)]).toEqual([scores, scores, undefined]);
  memory.inherit([other], [sentence("other", 9)]);
  expect(memory.get(other)).toBeUndefined();
});
