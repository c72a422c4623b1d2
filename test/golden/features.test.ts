import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { explain } from "../../src/cli/explain.js";
import { FEATURES } from "../../src/inference/features.js";
import { GATE_FEATURES, OPEN } from "../../src/inference/gate.js";
import { type Encoded, type Graphs, type HeadInput, KINDS, TAGS } from "../../src/inference/graphs.js";
import type { Row } from "../../src/inference/rows.js";
import { CASES } from "../../src/inference/wordCase.js";
import { lexicon } from "../grammar/lexiconOfTests.js";
import { sentencesOf, shippedModel } from "../inference/shippedModel.js";

// What lies between the heads and the findings, held to what it was: candidates, features and gate features of made-up heads, which no other
// weights or processor change. `npx vitest run -u test/golden/features.test.ts` writes them anew where they are meant to be others.

const TEXT = "This should throws it. Their going too the cat. We recieve how ever a file. a thecat does , not go";
/** Likely everywhere, so that there is something to propose beside what is unlikely. */
const LIKELY = "the a their there they're throw throws receive to too go goes does do not cat cats of".split(" ");

afterAll(async () => (await shippedModel()).close());

/** A number from 0 to 1 that depends on the given ones, and on nothing else. */
function mixed(...values: readonly number[]): number {
  let state = 0x9e3779b9;
  for (const value of values) {
    state = Math.imul(state ^ value, 0x85ebca6b);
    state ^= state >>> 13;
  }
  return (state >>> 0) / 2 ** 32;
}

/** Probabilities of so many names, the first the likeliest. */
function shares(count: number, ...seed: readonly number[]): number[] {
  const parts = Array.from({ length: count }, (_, at) => (at === 0 ? 1 : 0.4) * (0.1 + mixed(at, ...seed)));
  const sum = parts.reduce((a, b) => a + b);
  return parts.map((part) => part / sum);
}

/** Heads that read pieces and places, and have no weights. */
function madeUpGraphs(vocabulary: number, likely: ReadonlySet<number>): Graphs {
  const encodeRow = ({ ids }: Row): Encoded => {
    const of = (count: number, salt: number): Float32Array => Float32Array.from(ids.flatMap((id, at) => shares(count, id, at, salt))); // prettier-ignore
    const row = ids.reduce((sum, id, at) => (sum * 31 + id * (at + 1)) % 65_521, 7);
    return {
      tags: of(TAGS.length, 1),
      cases: of(CASES.length, 2),
      gaps: Float32Array.from(ids, (id, at) => 0.5 * mixed(id, at, 3)),
      pair: (position) => Float32Array.of(row, position),
    };
  };
  const predictOne = ({ kind, pair }: HeadInput): Float32Array =>
    Float32Array.from(
      { length: vocabulary },
      (_, id) => (likely.has(id) ? -2 : -12) - 4 * mixed(id, pair[0]!, pair[1]!, KINDS.indexOf(kind)),
    );
  return {
    encode: (rows: readonly Row[]) => Promise.resolve(rows.map(encodeRow)),
    predict: (places: readonly HeadInput[]) => Promise.resolve(places.map(predictOne)),
  } as unknown as Graphs;
}

it("candidates, features and gate features are what they were", async () => {
  const model = await shippedModel();
  const { pieces } = model.cascade;
  const likely = new Set(LIKELY.map((word) => pieces.texts.indexOf(word)).filter((id) => id >= 0));
  const graphs = madeUpGraphs(pieces.texts.length, likely);
  const thresholds = { word: 0.5, gap: 0.3, case: 0.5, misspelt: 0.5 };
  const parts = {
    ...model.cascade,
    graphs,
    second: graphs,
    words: lexicon,
    gates: OPEN,
    doubtThresholds: thresholds,
    screeningThresholds: thresholds,
  };
  const explained = await explain(sentencesOf(TEXT, model), parts);
  const rows = [...explained].flatMap(([{ text }, positions]) => [
    { sentence: text },
    ...positions.map(({ gateFeatures, candidates }) => ({
      gateFeatures,
      candidates: candidates.map(({ operation, start, end, text: fix }) => [operation, start, end, fix]),
      features: candidates.slice(0, 2).map(({ features }) => features),
    })),
  ]);
  expect(rows.length).toBeGreaterThan(24);
  for (const row of rows)
    if ("features" in row) {
      expect(row.gateFeatures).toHaveLength(GATE_FEATURES.length);
      for (const features of row.features) expect(features).toHaveLength(FEATURES.length);
    }
  await expect(`${rows.map((row) => JSON.stringify(row)).join("\n")}\n`).toMatchFileSnapshot(
    join(import.meta.dirname, "features.jsonl"),
  );
});
