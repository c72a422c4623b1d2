import { beforeAll, expect, it } from "vitest";
import { loadModel, type LoadedModel } from "../../src/inference/node.js";
import { namesOf } from "../../src/training/names.js";
import type { Example } from "../../src/training/labels.js";
import { modelFolder, sentencesOf, settings, shippedModel } from "../inference/shippedModel.js";

let model: LoadedModel;
beforeAll(async () => {
  model = await shippedModel();
});

const read = (text: string): Example[] => sentencesOf(text, model).map(({ words }) => ({ words, edits: [] }));
const namesIn = (...sentences: string[]) => namesOf(sentences.flatMap(read), model.lexicon).map(({ typed }) => typed);
const times = (count: number, sentence: string): string[] => Array.from({ length: count }, () => sentence);

it("knows an ordinary word by its capital if that is how the project mostly writes it", () => {
  const named = times(5, "The page cleans up each Effect when it goes away.");
  expect(namesIn(...named)).toEqual(["Effect"]);
  expect(namesIn(...named.slice(1))).toEqual([]);
  expect(namesIn(...named, ...times(4, "It has no effect at all."))).toEqual(["Effect"]);
  expect(namesIn(...named, ...times(5, "It has no effect at all."))).toEqual([]);
});

it("takes no capital for a name that a place or a title gives", () => {
  expect(namesIn(...times(6, "Effects are cleaned up."), ...times(6, "Note: Effects are cleaned up."))).toEqual([]);
  expect(namesIn(...times(6, "How to Clean Up Every Effect"))).toEqual([]);
});

it("leaves alone what everybody writes so, and what nobody writes otherwise", () => {
  expect(namesIn(...times(6, "We met in London on a Tuesday and spoke about the Wibblefrobnicator."))).toEqual([]);
});

it("proposes no longer that they lose it", async () => {
  const typed = "The library calls each Hook once.";
  const habits = namesOf(times(5, typed).flatMap(read), model.lexicon);
  const vector = new Float32Array(model.contract.adapterLength);
  const own = await loadModel(modelFolder, { ...settings, adapter: { vector, habits } });
  try {
    const surestOf = async ({ scorer }: LoadedModel): Promise<number> => {
      const [sentence] = sentencesOf(typed, model);
      await scorer.score([sentence!], () => false);
      return Math.max(0, ...scorer.known(sentence!)!.map(({ candidates }) => candidates[0]!.probability));
    };
    expect(await surestOf(model)).toBeGreaterThan(0.6);
    expect(await surestOf(own)).toBeLessThan(0.3);
  } finally {
    await own.close();
  }
}, 60_000);
