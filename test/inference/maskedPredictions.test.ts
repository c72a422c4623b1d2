import { expect, it } from "vitest";
import type { Prediction, SentencePlace } from "../../src/grammar/scorer.js";
import { sentencesOf, shippedModel } from "./shippedModel.js";

async function predicted(text: string, place: Partial<SentencePlace>): Promise<Prediction[]> {
  const model = await shippedModel();
  const [sentence] = sentencesOf(text, model);
  return model.scorer.predictions(sentence!, { kind: "word", index: 0, beginning: "", ...place });
}

it("predicts words of the word list, the likeliest first, each once", async () => {
  const { lexicon } = await shippedModel();
  const words = await predicted("The server reads its settings from the file.", { kind: "gap", index: 6 });
  expect(words.length).toBeGreaterThan(5);
  expect(words.filter(({ text }) => !lexicon.isWord(text))).toEqual([]);
  const chances = words.map(({ probability }) => probability);
  expect(chances).toEqual([...chances].sort((a, b) => b - a));
  expect(chances.reduce((sum, chance) => sum + chance)).toBeLessThanOrEqual(1);
  expect(new Set(words.map(({ text }) => text)).size).toBe(words.length);
});

it("knows what stands there by its neighbours alone", async () => {
  const [one, other] = await Promise.all(
    ["house", "kitchen"].map((word) => predicted(`They bought the ${word} last week.`, { index: 3 })),
  );
  expect(one!.map(({ text }) => text)).toEqual(other!.map(({ text }) => text));
});

it("adds words that begin as the typed one does", async () => {
  const words = await predicted("You will rec a message.", { index: 2, beginning: "Rec" });
  expect(words.some(({ text }) => /^rec./.test(text))).toBe(true);
  expect(words.some(({ text }) => !text.startsWith("rec"))).toBe(true);
});

it.each([
  ["a word at the beginning", { kind: "word", index: 0 }, /^\p{Lu}/u],
  ["a gap at the beginning", { kind: "gap", index: 0 }, /^\p{Lu}/u],
] as const)("writes %s in the case that fits", async (_, place, pattern) => {
  const words = await predicted("They read the file", place);
  expect(words.filter(({ text }) => !pattern.test(text))).toEqual([]);
});

it("finds the window of a place in a very long sentence", async () => {
  const text = `${"and then they read the file ".repeat(60)}`.trim();
  const count = text.split(" ").length;
  for (const index of [0, 100, 250, count - 1]) expect(await predicted(text, { index })).not.toEqual([]);
  expect(await predicted(text, { kind: "gap", index: count })).not.toEqual([]);
});
