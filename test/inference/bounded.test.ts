import { expect, test, vi } from "vitest";
import { loadModel } from "../../src/inference/node/loadModel.js";
import { modelFolder, sentencesOf, settings } from "./shippedModel.js";

test("a batch looks at few places at a time, however many words there are: each holds what the model says of all words", async () => {
  const model = await loadModel(modelFolder, { ...settings, scoring: "exhaustive" });
  const { graphs } = model.cascade;
  const predict = vi.spyOn(graphs, "predict");
  const words =
    "the old server of this page reads every file in that folder and writes a short report for them when they ask it";
  const text = Array.from({ length: 12 }, (_, at) => `In case ${String(at)} ${words}.`).join(" ");
  const sentences = sentencesOf(text, model);
  const count = sentences.reduce((sum, sentence) => sum + 2 * sentence.words.length + 1, 0);
  await model.scorer.score(sentences, () => false);
  const asked = predict.mock.calls.map(([places]) => places.length);
  expect(count).toBeGreaterThan(600);
  // Some are asked for several pieces, and for several proposals.
  expect(Math.max(...asked)).toBeLessThan(200);
  await model.close();
}, 300_000);
