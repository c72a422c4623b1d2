import { beforeAll, expect, it } from "vitest";
import { trigramAt, type AllowedNgram } from "../../src/inference/allowlist.js";
import { type LoadedModel, loadModel } from "../../src/inference/node/loadModel.js";
import { align } from "../../src/training/align.js";
import type { Example } from "../../src/training/labels.js";
import { usagesOf } from "../../src/training/usages.js";
import { modelFolder, sentencesOf, settings, shippedModel } from "../inference/shippedModel.js";

let model: LoadedModel;
beforeAll(async () => {
  model = await shippedModel();
});

const wordsOf = (text: string) => sentencesOf(text, model)[0]!.words;
const read = (text: string): Example[] => sentencesOf(text, model).map(({ words }) => ({ words, edits: [] }));
const times = (count: number, sentence: string): string[] => Array.from({ length: count }, () => sentence);
const namesIn = (...sentences: string[]) =>
  usagesOf(sentences.flatMap(read), [], [], model.lexicon).map(({ typed }) => typed);
/** The phrase around a word that stands once. */
const phraseIn = (text: string, typed: string): AllowedNgram => {
  const words = wordsOf(text);
  return trigramAt(words, words.findIndex((word) => word.text === typed))!; // prettier-ignore
};

const HOOK = "The library calls each Hook once.";

it("knows an ordinary word by its capital if the project often writes it so", () => {
  const named = times(5, HOOK);
  expect(namesIn(...named)).toEqual(["Hook"]);
  expect(namesIn(...named.slice(1))).toEqual([]);
  expect(namesIn(...named, ...times(45, "It has no hook at all."))).toEqual(["Hook"]);
  expect(namesIn(...named, ...times(46, "It has no hook at all."))).toEqual([]);
});

it("takes no capital for a name that a place or a title gives", () => {
  expect(namesIn(...times(6, "Effects are cleaned up."), ...times(6, "Note: Effects are cleaned up."))).toEqual([]);
  expect(namesIn(...times(6, "How to Clean Up Every Effect"))).toEqual([]);
});

it("leaves out what everybody writes so, and what nobody writes otherwise", () => {
  expect(namesIn(...times(6, "We met in London on a Tuesday and spoke about the Wibblefrobnicator."))).toEqual([]);
  expect(namesIn(...times(6, "They know what I know."))).toEqual([]);
});

it("knows a phrase that the model doubts if the project often writes it", () => {
  const thanks = "Thank you, to all for the report.";
  const doubted = [phraseIn(thanks, ","), phraseIn("They has come.", "has")];
  const usual = (count: number) => usagesOf([...times(count, thanks), "They has come."].flatMap(read), [], doubted, model.lexicon); // prettier-ignore
  expect(usual(5)).toEqual([{ typed: ",", between: ["you", "to"] }]);
  expect(usual(4)).toEqual([]);
});

it("knows nothing as usual that was mended", () => {
  const prose = times(6, HOOK).flatMap(read);
  const mended = wordsOf("The library calls each hook once.");
  const words = wordsOf(HOOK);
  expect(usagesOf(prose, [{ words, edits: align(words, mended) }], [], model.lexicon)).toEqual([]);
  // What was missing before it says nothing of the name.
  const lacking = wordsOf("The library calls Hook once.");
  expect(usagesOf(prose, [{ words: lacking, edits: align(lacking, words) }], [], model.lexicon)).toEqual([{ typed: "Hook" }]); // prettier-ignore
});

it("does not look into what is usual, and into everything else as before", async () => {
  const usages = [{ typed: "Hook" }, phraseIn("They has come.", "has")];
  const vector = new Float32Array(model.manifest.adapterLength);
  const own = await loadModel(modelFolder, { ...settings, adapter: { vector, habits: [], usages } });
  try {
    const surest = async ({ scorer }: LoadedModel, text: string): Promise<number> => {
      const [sentence] = sentencesOf(text, model);
      await scorer.score([sentence!], () => false);
      return Math.max(0, ...scorer.known(sentence!)!.map(({ candidates }) => candidates[0]!.probability));
    };
    for (const text of [HOOK, "They has come."]) {
      expect(await surest(model, text)).toBeGreaterThan(0.6);
      expect(await surest(own, text)).toBeLessThan(0.3);
    }
    for (const text of ["It call each one once.", "They has gone."])
      expect(await surest(own, text)).toBe(await surest(model, text));
  } finally {
    await own.close();
  }
}, 60_000);
