import { beforeAll, expect, it } from "vitest";
import { trigramAt, type AllowedNgram } from "../../../src/inference/allowlist.js";
import { type LoadedModel, loadModel } from "../../../src/inference/node/loadModel.js";
import { type Example, textOf, wordEdits } from "../../../src/training/learn/wordEdits.js";
import { countAllowlist, flagProse } from "../../../src/training/learn/countAllowlist.js";
import { mistake, sound } from "../../mistakes/mistakes.js";
import { modelFolder, sentencesOf, settings, shippedModel } from "../../inference/shippedModel.js";

let model: LoadedModel;
beforeAll(async () => {
  model = await shippedModel();
});

const wordsOf = (text: string) => sentencesOf(text, model)[0]!.words;
const read = (text: string): Example[] => sentencesOf(text, model).map(({ words }) => ({ words, edits: [] }));
const times = (count: number, sentence: string): string[] => Array.from({ length: count }, () => sentence);
const namesIn = (...sentences: string[]) =>
  countAllowlist(sentences.flatMap(read), [], [], model.lexicon).map(({ typed }) => typed);
/** The trigram around a word that stands once. */
const trigramIn = (text: string, typed: string): AllowedNgram => {
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

it("knows a trigram that the model flags if the project often writes it", () => {
  const thanks = "Thank you, to all for the report.";
  const flagged = [trigramIn(thanks, ","), trigramIn("They has come.", "has")];
  const usual = (count: number) => countAllowlist([...times(count, thanks), "They has come."].flatMap(read), [], flagged, model.lexicon); // prettier-ignore
  expect(usual(5)).toEqual([{ typed: ",", between: ["you", "to"] }]);
  expect(usual(4)).toEqual([]);
});

it("knows nothing as usual that was corrected", () => {
  const prose = times(6, HOOK).flatMap(read);
  const corrected = wordsOf("The library calls each hook once.");
  const words = wordsOf(HOOK);
  expect(countAllowlist(prose, [{ words, edits: wordEdits(words, corrected) }], [], model.lexicon)).toEqual([]);
  // What was missing before it says nothing of the name.
  const lacking = wordsOf("The library calls Hook once.");
  expect(countAllowlist(prose, [{ words: lacking, edits: wordEdits(lacking, words) }], [], model.lexicon)).toEqual([{ typed: "Hook" }]); // prettier-ignore
});

it("does not look into what is usual, and into everything else as before", async () => {
  const { source, original } = mistake("agreement");
  const allowlist = [{ typed: "Hook" }, trigramIn(source, original)];
  const vector = new Float32Array(model.manifest.adapterLength);
  const own = await loadModel(modelFolder, { ...settings, adapter: { vector, editBiases: [], allowlist } });
  try {
    const surest = async ({ scorer }: LoadedModel, text: string): Promise<number> => {
      const [sentence] = sentencesOf(text, model);
      await scorer.score([sentence!], () => false);
      return Math.max(0, ...scorer.known(sentence!)!.map(({ candidates }) => candidates[0]!.probability));
    };
    for (const text of ["Then the library calls the Hook once.", source]) {
      const flagged = await surest(model, text);
      expect(flagged).toBeGreaterThan(0.3);
      expect(await surest(own, text)).toBeLessThan(flagged / 2);
    }
    for (const text of [mistake("agreement", 1).source, `They have ${original} gone.`])
      expect(await surest(own, text)).toBe(await surest(model, text));
  } finally {
    await own.close();
  }
});

const MISTAKES = [mistake("agreement", 2).source, mistake("agreement", 3).source];
const CLEAN = [sound(0), sound(1)];
const asked = (texts: readonly string[]): Example[] =>
  texts.map((text) => ({ words: sentencesOf(text, model)[0]!.words, edits: [] }));
const textsOf = (examples: readonly Example[]): string[] => examples.map(({ words }) => textOf(words));

it("takes no plain mistake for how the project writes, though it is made twice", async () => {
  const { clean, flagged } = await flagProse(asked([...MISTAKES, ...CLEAN]), model, [], () => false);
  expect(textsOf(clean)).toEqual(CLEAN);
  // A trigram is allowed only if it stands five times.
  expect(flagged).toHaveLength(2);
});

it("takes for clean what there is no time to look at", async () => {
  const { clean } = await flagProse(asked(MISTAKES), model, [], () => true);
  expect(textsOf(clean)).toEqual(MISTAKES);
});
