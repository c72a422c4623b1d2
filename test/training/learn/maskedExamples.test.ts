import { beforeAll, describe, expect, it } from "vitest";
import { splitWords, type Word } from "../../../src/grammar/words.js";
import { KINDS } from "../../../src/inference/graphs.js";
import type { LoadedModel } from "../../../src/inference/node/loadModel.js";
import { collate, type MaskedRow, maskedRow, trainingBatches, validationBatches } from "../../../src/training/learn/maskedExamples.js"; // prettier-ignore
import { createRandom } from "../../../src/training/learn/random.js";
import { type Example, wordEdits } from "../../../src/training/learn/wordEdits.js";
import { shippedModel } from "../../inference/shippedModel.js";

let model: LoadedModel;
beforeAll(async () => {
  model = await shippedModel();
});

function words(text: string): Word[] {
  return splitWords(text, model.rules.words);
}

function example(source: string, target = source): Example {
  return { words: words(source), edits: wordEdits(words(source), words(target)) };
}

const WRONG_ONLY = { word: 0, wrong: 1, gap: 0 };
const WORDS_ONLY = { word: 1, wrong: 1, gap: 0 };

function row(one: Example, rates = WRONG_ONLY, limit = 128): MaskedRow {
  return maskedRow(one, model.cascade.pieces, limit, createRandom(0), rates);
}

describe("a masked row", () => {
  it("hides whole words and asks for what belongs there", () => {
    const { pieces } = model.cascade;
    const masked = row(example("This should throws error.", "This should throw an error."));
    const asked = masked.targets.map(({ position, piece }) => [masked.ids[position], pieces.texts[piece]]);
    expect(asked).toEqual([
      [pieces.special.mask, "throw"],
      [pieces.special.mask, "an"],
    ]);
    const extra = row(example("We saw the the cat.", "We saw the cat."));
    expect(extra.targets.map(({ piece }) => piece)).toEqual([pieces.special.none]);
    expect(row(example("This is right.")).targets).toEqual([]);
  });

  it("leaves out what does not fit", () => {
    const { ids, targets } = row(example("one two three four five six"), WORDS_ONLY, 6);
    expect(ids).toHaveLength(6);
    expect(targets).toHaveLength(4);
  });
});

describe("a batch", () => {
  it("is a rectangle whose padding is masked out, whose places point at its masks, and asks nothing of the screening", () => {
    const rows = [row(example("This should throws an error.", "This should throw an error.")), row(example("It works."), WORDS_ONLY)]; // prettier-ignore
    const batch = collate([{ row: rows[0]!, weight: 1 }, { row: rows[1]!, weight: 2 }]); // prettier-ignore
    const length = rows[0]!.ids.length;
    expect(batch["ids"]!.dims).toEqual([2, length]);
    expect([...batch["mask"]!.data].slice(length)).toEqual(Array.from({ length }, (_, at) => (at < rows[1]!.ids.length ? 1 : 0))); // prettier-ignore
    const { mask } = model.cascade.pieces.special;
    expect([...batch["places"]!.data].map((at) => batch["ids"]!.data[at])).toEqual([mask, mask, mask, mask]);
    expect(new Set(batch["kinds"]!.data)).toEqual(new Set([KINDS.indexOf("masked")]));
    const [first, ...others] = batch["targetWeights"]!.data;
    for (const other of others) expect(other).toBeCloseTo(2 * first!);
    for (const name of ["tagWeights", "caseWeights", "gapWeights"])
      expect([...batch[name]!.data].every((weight) => weight === 0)).toBe(true);
  });

  it("has a place without weight where nothing is masked", () => {
    const batch = collate([{ row: row(example("It works.")), weight: 1 }]);
    expect([...batch["targetWeights"]!.data]).toEqual([0]);
  });
});

it("draws from each set its share, the same by the same seed, and from what there is", () => {
  const { pieces, texts } = { pieces: model.cascade.pieces, texts: model.cascade.pieces.texts };
  const sets = { prose: [example("Prose prose prose.")], corrections: [example("Fix fix fix.")], rehearsal: [example("Old old old.")] }; // prettier-ignore
  const maker = { pieces, maxPieces: 128 };
  const drawn = (some: Partial<typeof sets>, rows = 400): string[] =>
    validationBatches({ prose: [], corrections: [], rehearsal: [], ...some }, maker, createRandom(3), rows).flatMap(({ ids }) => [...ids!.data].map((id) => texts[id]!)); // prettier-ignore
  const all = drawn(sets);
  const count = (text: string): number => all.filter((one) => one === text).length;
  expect(count("prose")).toBeGreaterThan(2 * count("fix"));
  expect(count("fix")).toBeGreaterThan(100);
  expect(count("old")).toBeGreaterThan(100);
  expect(drawn(sets)).toEqual(all);
  expect(new Set(drawn({ rehearsal: sets.rehearsal }))).not.toContain("prose");
  const batches = trainingBatches(sets, maker, createRandom(3));
  const [first, second] = [batches.next().value, batches.next().value];
  expect(first["ids"]!.data.length).toBeLessThanOrEqual(416);
  expect(second["ids"]).not.toEqual(first["ids"]);
});
