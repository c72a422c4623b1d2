import { expect, it } from "vitest";
import type { Operation, SlotScore } from "../../src/grammar/scorer.js";
import { groupCompeting } from "../../src/inference/competingSlots.js";
import { onlySentence } from "../grammar/reading.js";
import { slot } from "../grammar/slots.js";

/** A place with the likeliest edit there; its number within the sentence is its group. */
function place(group: number, operation: Operation, index: number, text: string, chance: number): SlotScore {
  return { ...slot(operation, index, text), chance, group };
}

/** @param again what is found in each sentence after an edit, by its words */
async function grouped(text: string, slots: SlotScore[], again: Readonly<Record<string, SlotScore[]>>) {
  const read: string[] = [];
  const score = (sentences: readonly { words: readonly { text: string }[] }[]): Promise<SlotScore[][]> => {
    const wordings = sentences.map(({ words }) => words.map((word) => word.text).join(" "));
    read.push(...wordings);
    return Promise.resolve(wordings.map((wording) => again[wording] ?? []));
  };
  const [found] = (await groupCompeting([onlySentence(text)], [slots], score))!;
  return { read, groups: found!.map(({ group }) => group), chances: found!.map(({ chance }) => Number(chance.toFixed(3))) }; // prettier-ignore
}

const LIMIT = place(0, "replace", 1, "limit", 0.6);
const ARE = place(1, "replace", 2, "are", 0.5);

it("puts places together of which only one needs mending, as likely as any of them", async () => {
  const { read, groups, chances } = await grouped("The limits is known.", [LIMIT, ARE], {});
  expect(read).toEqual(["The limit is known ."]);
  expect(groups).toEqual([0, 0]);
  expect(chances).toEqual([0.8, 0.8]);
});

it("leaves apart what is as wrong after the other is mended", async () => {
  const { groups, chances } = await grouped("The limits is known.", [LIMIT, ARE], {
    "The limit is known .": [{ ...ARE, chance: 0.35 }],
  });
  expect(groups).toEqual([0, 1]);
  expect(chances).toEqual([0.6, 0.5]);
});

it("knows a place again that an edit before it has moved", async () => {
  const missing = place(0, "insert", 0, "All of", 0.7);
  const { read, groups } = await grouped("Limits is known.", [missing, place(1, "replace", 1, "are", 0.5)], {
    "All of Limits is known .": [place(0, "replace", 3, "are", 0.5)],
  });
  expect(read[0]).toBe("All of Limits is known .");
  expect(groups).toEqual([0, 1]);
});

it("knows a gap from the word behind it", async () => {
  const gap = place(1, "insert", 2, "that", 0.5);
  const { groups } = await grouped("The limits is known.", [LIMIT, gap], {
    "The limit is known .": [place(0, "replace", 2, "are", 0.5)],
  });
  expect(groups).toEqual([0, 0]);
});

it("reads no sentence again for what is unlikely or alone", async () => {
  expect((await grouped("The limits is known.", [LIMIT], {})).read).toEqual([]);
  const unlikely = [LIMIT, ARE].map((one) => ({ ...one, chance: 0.09 }));
  expect((await grouped("The limits is known.", unlikely, {})).read).toEqual([]);
});

it("tries three places at most, the likeliest first", async () => {
  const text = "One two three four five.";
  const slots = [0.2, 0.5, 0.3, 0.4, 0.6].map((chance, at) => place(at, "replace", at, "x", chance));
  const all = Object.fromEntries([4, 1, 3].map((edited) => {
    const words = ["One", "two", "three", "four", "five", "."];
    return [words.map((word, at) => (at === edited ? "x" : word)).join(" "), slots];
  })); // prettier-ignore
  const { read, groups } = await grouped(text, slots, all);
  expect(read).toEqual(["One two three four x .", "One x three four five .", "One two three x five ."]);
  expect(groups).toEqual([0, 1, 2, 3, 4]);
});

it("is cancelled with the scoring", async () => {
  const cancelled = groupCompeting([onlySentence("The limits is known.")], [[LIMIT, ARE]], () => Promise.resolve(undefined)); // prettier-ignore
  expect(await cancelled).toBeUndefined();
});
