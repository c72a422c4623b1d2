import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CascadeParts, runCascade } from "../../src/inference/cascade.js";
import { OPEN } from "../../src/inference/gate.js";
import { type Encoded, type Graphs, type HeadInput, TAGS } from "../../src/inference/graphs.js";
import type { Row } from "../../src/inference/rows.js";
import { EXHAUSTIVE } from "../../src/inference/screening.js";
import { CASES, type WordCase } from "../../src/inference/wordCase.js";
import type { LoadedModel } from "../../src/inference/node/loadModel.js";
import { sentencesOf, shippedModel } from "./shippedModel.js";

// Which sentences the large model reads again, and what is made of both readings, with readers of whom each says the same of every place.

const TEXTS = ["The cat reads its settings.", "They have a dog.", "We wait."];

let model: LoadedModel;
beforeAll(async () => (model = await shippedModel()));
afterAll(() => model.close());

/** Would replace each word of a row with the given probability, and counts what it is asked. */
class Reader {
  rows = 0;
  places = 0;
  /** @param wanted the case of each word, if not as typed */
  constructor(
    private readonly replace: (row: Row) => number,
    private readonly wanted?: WordCase,
  ) {}

  readonly graphs = {
    encode: async (rows: readonly Row[], isCancelled: () => boolean | Promise<boolean>) => {
      if (await isCancelled()) return undefined;
      this.rows += rows.length;
      return rows.map((row) => this.read(row));
    },
    predict: (places: readonly HeadInput[]) => {
      this.places += places.length;
      return Promise.resolve(places.map(() => new Float32Array(model.cascade.pieces.texts.length).fill(-10)));
    },
  } as unknown as Graphs;

  private read(row: Row): Encoded {
    const replace = this.replace(row);
    const { length } = row.ids;
    return {
      tags: Float32Array.from({ length: length * TAGS.length }, (_, at) => [1 - replace, replace, 0, 0, 0][at % TAGS.length]!),
      cases: Float32Array.from({ length: length * CASES.length }, (_, at) => Number((this.wanted ? CASES.indexOf(this.wanted) : row.types[Math.floor(at / CASES.length)]) === at % CASES.length)),
      gaps: new Float32Array(length),
      pair: () => new Float32Array(2),
    }; // prettier-ignore
  }
}

const parts = (first: Reader, second: Reader, others: Partial<CascadeParts> = {}): CascadeParts => ({
  ...model.cascade,
  graphs: first.graphs,
  second: second.graphs,
  gates: OPEN,
  doubtThresholds: { word: 0.3, gap: 0.3, case: 0.3, misspelt: 0.1 },
  screeningThresholds: { word: 0.25, gap: 0.25, case: 0.25, misspelt: 0.1 },
  ...others,
});

const sentences = () => TEXTS.flatMap((text) => sentencesOf(text, model));
const isLong = ({ ids }: Row): boolean => ids.length > 6;

describe("the large model", () => {
  it("reads again what the small one doubts, and nothing else", async () => {
    const first = new Reader((row) => (isLong(row) ? 0.31 : 0.29));
    const second = new Reader(() => 1);
    const all = sentences();
    const found = await runCascade(all, parts(first, second), () => false);
    expect(second.rows).toBe(2);
    expect(found!.map((places) => places.length > 0)).toEqual([true, true, false]);
  });

  it.each([
    ["clears", 0.15, 0],
    ["does not clear", 0.25, 1],
  ])("%s a place by the mean of both", async (_, belief, some) => {
    const first = new Reader(() => 0.31);
    const second = new Reader(() => belief);
    const found = await runCascade(sentences(), parts(first, second), () => false);
    expect(Number(found!.some((places) => places.length > 0))).toBe(some);
    // The vocabulary of both is asked about what is left; what is masked goes to the small one.
    expect(Number(second.places > 0)).toBe(some);
    expect(second.rows).toBe(TEXTS.length);
  });

  it("reads everything where everything is scored", async () => {
    const [first, second] = [new Reader(() => 0), new Reader(() => 0)];
    await runCascade(sentences(), parts(first, second, { doubtThresholds: EXHAUSTIVE, screeningThresholds: EXHAUSTIVE }), () => false); // prettier-ignore
    expect(second.rows).toBe(TEXTS.length);
  });

  it.each([
    ["We see the immutible list.", 0.1, true],
    ["We see the immutable list.", 0.1, false],
    ["We see the immutible list.", 0.09, false],
    ["Immutible lists are what we see.", 0.1, true],
    // It may be a name, or somebody's own word.
    ["We see the Immutible list.", 0.1, false],
    ["We see the xqzzvyw list.", 0.1, false],
  ])("doubts %j sooner, of which one word is in no list though its neighbour is: %d", async (text, belief, isRead) => {
    const [first, second] = [new Reader(() => belief), new Reader(() => belief)];
    const found = await runCascade(sentencesOf(text, model), parts(first, second), () => false);
    expect([second.rows, found![0]!.length]).toEqual(isRead ? [1, 1] : [0, 0]);
  });

  it("reads nothing more once it is cancelled", async () => {
    const [first, second] = [new Reader(() => 0.9), new Reader(() => 0.9)];
    expect(await runCascade(sentences(), parts(first, second), () => first.rows > 0)).toBeUndefined();
    expect(second.rows).toBe(0);
  });
});

it("gives what takes the place of a small word within a sentence a capital only if it is a name", async () => {
  const reader = new Reader(() => 1, "capitalized");
  const found = await runCascade(sentencesOf("Every dat we wait.", model), parts(reader, reader), () => false);
  const texts = found!.flat().flatMap(({ scored }) => scored.map(({ candidate, text }) => `${String(candidate.index)} ${candidate.operation} ${text}`)); // prettier-ignore
  const inner = texts.filter((text) => text.startsWith("1 replace")).map((text) => text.slice("1 replace ".length));
  expect(inner.some((text) => /^\p{Ll}/u.test(text))).toBe(true);
  const names = inner.filter((text) => /^\p{Lu}/u.test(text));
  expect(names.filter((text) => !/^I\b/u.test(text) && model.cascade.words.cased(text.toLowerCase()) === undefined)).toEqual([]); // prettier-ignore
  expect(texts).toContain("1 case Dat");
  expect(texts.filter((text) => /^0 replace \p{Ll}/u.test(text))).toEqual([]);
});
