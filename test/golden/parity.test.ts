import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { proseParser } from "../../src/grammar/prose/parsers.js";
import { type Sentence, splitSentences } from "../../src/grammar/sentences.js";
import { splitWords } from "../../src/grammar/words.js";
import { type Encoded, type Graphs, type Kind, TAGS, topIndices } from "../../src/inference/graphs.js";
import { type LoadedModel, loadModel } from "../../src/inference/node/loadModel.js";
import { maskedRow, type Window, windowsOf } from "../../src/inference/rows.js";
import { CASES } from "../../src/inference/wordCase.js";
import { type GoldenSentence, type GoldenText, modelFolder, readParity } from "./model.js";

/**
 * Both sides multiply the same integers, but add up what lies between in other orders. Where that tips an activation over to
 * its next step of 127, somewhere in a third of the rows, what follows differs as much as rounding to 8 bits changes anything.
 */
const PROBABILITY = { near: 1e-3, tipped: 0.25 };
const LOG_PROBABILITY = { near: 5e-3, tipped: 1 };
/** Share of the figures that may differ so; a row of the second model is twice as wide, and has twice as many that can tip. */
const TIPPED = { graphs: 0.5, second: 0.65 };

const golden = readParity();
let model: LoadedModel;

beforeAll(async () => {
  model = await loadModel(modelFolder, { scoring: "cascade", threads: 1 });
});

afterAll(() => model.close());

function read(text: string): Sentence[] {
  return splitSentences(proseParser("plain")(text).blocks, text, model.rules);
}

function windowOf(sentence: Sentence): Window {
  const { pieces, maxPieces, overlap } = model.cascade;
  return windowsOf(sentence.words, pieces, maxPieces, overlap)[0]!;
}

async function encode(graphs: Graphs, row: Window["row"]): Promise<Encoded> {
  const encoded = await graphs.encode([row], () => false);
  return encoded![0]!;
}

/** The likeliest name at a position, with its probability. */
function best(names: readonly string[], values: Float32Array, position: number): [string, number] {
  const own = values.subarray(position * names.length, (position + 1) * names.length);
  const [index] = topIndices(own, 1);
  return [names[index!]!, own[index!]!];
}

let compared = 0;
let tipped = 0;
beforeEach(() => {
  compared = tipped = 0;
});

function expectNear(actual: number, expected: number, tolerance: typeof PROBABILITY, where: string): void {
  const difference = Math.abs(actual - expected);
  expect(difference, `${where}: ${String(actual)} instead of ${String(expected)}`).toBeLessThan(tolerance.tipped);
  compared++;
  if (difference > tolerance.near) tipped++;
}

function expectFewTipped(share: number): void {
  expect(compared).toBeGreaterThan(1000);
  expect(tipped / compared).toBeLessThan(share);
}

/** A tie within the tolerance may fall either way; a name that is clearly the likeliest must be the same. */
function expectSameBest(actual: [string, number], expected: readonly [string, number], where: string): void {
  expectNear(actual[1], expected[1], PROBABILITY, where);
  if (actual[0] !== expected[0])
    expect(expected[1], `${where}: ${actual[0]} instead of ${expected[0]}`).toBeLessThan(0.5 + PROBABILITY.tipped);
}

async function expectTop(
  graphs: Graphs,
  kind: Kind,
  pair: Float32Array,
  expected: GoldenSentence["masked"][number]["masked"],
  where: string,
): Promise<void> {
  const [logs] = (await graphs.predict([{ kind, pair }], () => false))!;
  for (const [id, log] of expected) expectNear(logs![id]!, log, LOG_PROBABILITY, `${where}, ${kind} ${String(id)}`);
  const [first] = topIndices(logs!, 1);
  expectNear(logs![first!]!, expected[0]![1], LOG_PROBABILITY, `${where}, ${kind} first`);
}

/** What is expected of each sentence of a parity file, and the sentence as it is read here. */
function* sentencesIn(texts: readonly GoldenText[]): Generator<[GoldenSentence, Sentence]> {
  for (const { text, sentences } of texts)
    for (const [index, sentence] of read(text).entries()) yield [sentences[index]!, sentence];
}

const READERS = [
  { name: "parity", key: "graphs" },
  { name: "parity-second", key: "second" },
] as const;

describe("PyTorch and TypeScript, from raw text on", () => {
  it("split texts into the same sentences and words", () => {
    for (const { text, sentences } of golden) {
      const own = read(text);
      expect(
        own.map((sentence) => sentence.text),
        JSON.stringify(text),
      ).toEqual(sentences.map((sentence) => sentence.text));
      for (const [index, { text: shown, words }] of sentences.entries()) {
        const split = splitWords(shown, model.rules.words);
        expect(split.map((word) => [word.text, word.kind, word.start, word.end])).toEqual(words);
        expect(own[index]!.words.map((word) => [word.text, word.kind])).toEqual(
          words.map(([word, kind]) => [word, kind]),
        );
      }
    }
  });

  it("cut words into the same pieces with the same cases", () => {
    for (const [expected, sentence] of sentencesIn(golden)) {
      const { row, starts } = windowOf(sentence);
      expect({ text: sentence.text, ids: row.ids, types: row.types, starts }).toEqual({
        text: expected.text,
        ids: expected.ids,
        types: expected.types,
        starts: expected.starts,
      });
    }
  });

  it.each(READERS)(
    "screen with the same probabilities: $name",
    async ({ name, key }) => {
      const graphs = model.cascade[key];
      for (const [expected, sentence] of sentencesIn(readParity(name))) {
        const encoded = await encode(graphs, windowOf(sentence).row);
        for (const [place, start] of expected.starts.entries()) {
          const where = `“${sentence.text}”, place ${String(place)}`;
          expectNear(encoded.gaps[start]!, expected.gaps[place]!, PROBABILITY, where);
          if (place >= expected.tags.length) continue;
          expectSameBest(best(TAGS, encoded.tags, start), expected.tags[place]!, where);
          expectSameBest(best(CASES, encoded.cases, start), expected.cases[place]!, where);
        }
      }
      expectFewTipped(TIPPED[key]);
    },
    120_000,
  );

  it.each(READERS)(
    "predict the same pieces under masks and in place of words: $name",
    async ({ name, key }) => {
      const graphs = model.cascade[key];
      for (const [expected, sentence] of sentencesIn(readParity(name))) {
        const window = windowOf(sentence);
        const plain = await encode(graphs, window.row);
        for (const { word, masked, replace, insert } of expected.masked) {
          const [start, end] = [window.starts[word]!, window.starts[word + 1]!];
          const where = `“${sentence.text}”, word ${String(word)}`;
          const hidden = await encode(
            graphs,
            maskedRow(window, start, end, end - start, model.cascade.pieces.special.mask),
          );
          await expectTop(graphs, "masked", hidden.pair(start), masked, where);
          await expectTop(graphs, "replace", plain.pair(start), replace, where);
          await expectTop(graphs, "insert", plain.pair(start), insert, where);
        }
      }
      expectFewTipped(TIPPED[key]);
    },
    240_000,
  );
});
