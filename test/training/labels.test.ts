import { beforeAll, describe, expect, it } from "vitest";
import { splitWords, type Word } from "../../src/grammar/words.js";
import { TAGS } from "../../src/inference/graphs.js";
import type { LoadedModel } from "../../src/inference/node/loadModel.js";
import { align } from "../../src/training/align.js";
import { collate } from "../../src/training/batches.js";
import { type Example, type Labelled, maskedRow, NO_SAY, screeningRow } from "../../src/training/labels.js";
import { createRandom } from "../../src/training/seeded.js";
import { shippedModel } from "../inference/shippedModel.js";

let model: LoadedModel;
beforeAll(async () => {
  model = await shippedModel();
}, 60_000);

function words(text: string): Word[] {
  return splitWords(text, model.rules.words);
}

function example(source: string, target: string): Example {
  return { words: words(source), edits: align(words(source), words(target)) };
}

function row(source: string, target = source, limit = 128): Labelled {
  return screeningRow(example(source, target), model.examination.pieces, limit);
}

/** Piece texts with what each is labelled, where anything but "right". */
function oddities({ ids, tags, cases, gaps, targets }: Labelled): string[] {
  const texts = model.examination.pieces.texts;
  return [
    ...ids.flatMap((id, at) => (tags[at]! > 0 ? [`${TAGS[tags[at]!]!} ${texts[id]!}`] : [])),
    ...ids.flatMap((id, at) => (gaps[at]! > 0 ? [`gap before ${texts[id]!}`] : [])),
    ...targets.map(({ position, kind, piece }) => `${kind} ${texts[piece]!} at ${texts[ids[position]!]!}`),
    ...ids.flatMap((id, at) => (cases[at]! > 0 && at > 1 ? [`case ${String(cases[at])} ${texts[id]!}`] : [])),
  ];
}

describe("a screening row", () => {
  it("says of each word what to do with it, and of each gap whether something is missing", () => {
    expect(oddities(row("This should throws an error."))).toEqual([]);
    expect(oddities(row("This should throws an error.", "This should throw an error."))).toEqual(["replace throws", "replace throw at throws"]); // prettier-ignore
    expect(oddities(row("We saw the the cat.", "We saw the cat."))).toEqual(["delete the"]);
    expect(oddities(row("In case error, stop.", "In case of error, stop."))).toEqual(["gap before error", "insert of at error"]); // prettier-ignore
    expect(oddities(row("We met on monday.", "We met on Monday."))).toEqual(["case 1 monday"]);
    expect(oddities(row("It goes in to it.", "It goes into it."))).toEqual(["merge in"]);
  });

  it("has no say of the rest of a word, of special pieces and of what is under a join", () => {
    const { ids, tags } = row("It goes in to it.", "It goes into it.");
    expect(tags.filter((tag) => tag === NO_SAY)).toHaveLength(3);
    expect(tags).toHaveLength(ids.length);
    expect(row("`code` helps").cases.filter((label) => label !== NO_SAY)).toHaveLength(1);
  });

  it("leaves out what does not fit, the gap at the end with it", () => {
    const { ids, gaps } = row("one two three four five six", undefined, 6);
    expect(ids).toHaveLength(6);
    expect(gaps.at(-1)).toBe(NO_SAY);
  });
});

describe("a masked row", () => {
  it("hides whole words and asks for what belongs there", () => {
    const { pieces } = model.examination;
    const all = { word: 0, wrong: 1, gap: 0 };
    const masked = maskedRow(example("This should throws error.", "This should throw an error."), pieces, 128, createRandom(0), all); // prettier-ignore
    const asked = masked.targets.map(({ position, piece }) => [masked.ids[position], pieces.texts[piece]]);
    expect(asked).toEqual([
      [pieces.special.mask, "throw"],
      [pieces.special.mask, "an"],
    ]);
    expect(masked.tags.every((tag) => tag === NO_SAY)).toBe(true);
    const extra = maskedRow(example("We saw the the cat.", "We saw the cat."), pieces, 128, createRandom(0), all);
    expect(extra.targets.map(({ piece }) => piece)).toEqual([pieces.special.none]);
  });
});

describe("a batch", () => {
  it("is a rectangle whose padding has no weight, and whose places point at its positions", () => {
    const rows = [row("This should throws an error.", "This should throw an error."), row("It works.")];
    const batch = collate(rows.map((one) => ({ row: one, weight: 1 })));
    const length = rows[0]!.ids.length;
    expect(batch["ids"]!.dims).toEqual([2, length]);
    const mask = [...batch["mask"]!.data];
    expect(mask.slice(length, length + 5)).toEqual([1, 1, 1, 1, 1]);
    expect(mask.slice(length + 5).every((value) => value === 0)).toBe(true);
    expect([...batch["gapWeights"]!.data].slice(length + 5).every((value) => value === 0)).toBe(true);
    const [at] = batch["places"]!.data;
    expect(model.examination.pieces.texts[batch["ids"]!.data[at!]!]).toBe("throws");
    // Nine words in all, of which one is wrong and counts three times.
    const tags = [...batch["tagWeights"]!.data].reduce((sum, weight) => sum + weight, 0);
    expect(tags).toBeCloseTo((8 + 3) / 9, 5);
  });

  it("has a place without weight where nothing is asked of the vocabulary", () => {
    const batch = collate([{ row: row("It works."), weight: 1 }]);
    expect([...batch["targetWeights"]!.data]).toEqual([0]);
  });
});
