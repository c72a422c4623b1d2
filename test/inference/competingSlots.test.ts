import { expect, it } from "vitest";
import type { Operation, SlotScore } from "../../src/grammar/scorer.js";
import type { Word } from "../../src/grammar/words.js";
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

/** What is read when the place is mended, and what is known again one word behind it. */
it.each<[what: string, trial: SlotScore, wording: string, behind: number]>([
  ["a word for a word", place(0, "replace", 1, "limit", 0.6), "The limit is known .", 3],
  ["two words for one", place(0, "split", 1, "lim its", 0.6), "The lim its is known .", 4],
  ["one word for two", place(0, "merge", 1, "limitsis", 0.6), "The limitsis known .", 2],
  ["none for one", place(0, "delete", 1, "", 0.6), "The is known .", 2],
  ["one more", place(0, "insert", 1, "old", 0.6), "The old limits is known .", 4],
])("moves what stands behind: %s", async (_, trial, wording, behind) => {
  const known = place(1, "replace", 3, "knew", 0.5);
  const again = { [wording]: [place(0, "replace", behind, "knew", 0.5)] };
  const { read, groups } = await grouped("The limits is known.", [trial, known], again);
  expect([read[0], groups]).toEqual([wording, [0, 1]]);
  const lost = await grouped("The limits is known.", [trial, known], { [wording]: [place(0, "replace", behind - 1, "knew", 0.5)] }); // prettier-ignore
  expect(lost.groups).toEqual([0, 0]);
});

it("writes what it puts in as it would be written", async () => {
  const written = async (text: string, ...slots: SlotScore[]) => {
    let words: readonly Word[] = [];
    await groupCompeting([onlySentence(text)], [slots], (sentences) => {
      words = sentences[0]!.words;
      return Promise.resolve(undefined);
    });
    return words
      .map((word) => [word.spaceBefore ? " " : "", word.text, word.kind === "mark" ? "!" : ""].join(""))
      .join("");
  };
  const other = place(1, "replace", 3, "x", 0.5);
  expect(await written("We go, now.", place(0, "replace", 2, ";", 0.6), other)).toBe("We go;! now.!");
  expect(await written("We go, now.", place(0, "insert", 1, ",", 0.6), other)).toBe("We,! go,! now.!");
  expect(await written("We go, now.", place(0, "insert", 0, "so", 0.6), other)).toBe(" soWe go,! now.!");
  expect(await written("We go, now.", place(0, "insert", 5, "2", 0.6), other)).toBe("We go,! now.! 2");
  expect(await written("We alot, now.", place(0, "split", 1, "a lot", 0.6), other)).toBe("We a lot,! now.!");
  expect(await written("Alot of it.", place(0, "split", 0, "A lot", 0.6), other)).toBe("A lot of it.!");
});

it("leaves a place alone for which there is no edit", async () => {
  const none = { ...LIMIT, candidates: [] };
  expect((await grouped("The limits is known.", [none, ARE], {})).read).toEqual([]);
});

it("puts together what loses a nat and a half, and no less; what is under a fifth is not tried", async () => {
  const again = (chance: number) => grouped("The limits is known.", [LIMIT, ARE], { "The limit is known .": [{ ...ARE, chance }] }); // prettier-ignore
  // ARE has log-odds of 0.
  const lost = 1 / (1 + Math.exp(1.5));
  expect((await again(lost - 0.001)).groups).toEqual([0, 0]);
  expect((await again(lost + 0.001)).groups).toEqual([0, 1]);
  const both = (chance: number) => grouped("The limits is known.", [LIMIT, { ...ARE, chance }], {});
  expect((await both(0.2)).read).toHaveLength(1);
  expect((await both(0.19)).read).toEqual([]);
});

it("takes no article for what is wrong in place of another word", async () => {
  const articles = [place(0, "replace", 1, "an", 0.9), place(1, "replace", 4, "a", 0.8)];
  const { read, groups } = await grouped("See a error or an page.", articles, {});
  expect([read, groups]).toEqual([[], [0, 1]]);
});

it("is cancelled with the scoring", async () => {
  const cancelled = groupCompeting([onlySentence("The limits is known.")], [[LIMIT, ARE]], () => Promise.resolve(undefined)); // prettier-ignore
  expect(await cancelled).toBeUndefined();
});
