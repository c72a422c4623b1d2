import { beforeAll, expect, it } from "vitest";
import type { LoadedModel } from "../../src/inference/node/loadModel.js";
import { textOf } from "../../src/training/draft.js";
import type { Example } from "../../src/training/labels.js";
import { survey } from "../../src/training/survey.js";
import { sentencesOf, shippedModel } from "../inference/shippedModel.js";

let model: LoadedModel;
beforeAll(async () => {
  model = await shippedModel();
});

const MISTAKES = ["This are the page that you need.", "This are the file that we read."];
const SOUND = ["The page is good.", "We read the file every day."];
const asked = (texts: readonly string[]): Example[] =>
  texts.map((text) => ({ words: sentencesOf(text, model)[0]!.words, edits: [] }));
const textsOf = (examples: readonly Example[]): string[] => examples.map(({ words }) => textOf(words));

it("takes no plain mistake for how the project writes, though it is made twice", async () => {
  const { prose, doubted, phrases } = await survey(asked([...MISTAKES, ...SOUND]), model, [], () => false);
  expect(textsOf(prose)).toEqual(SOUND);
  expect(doubted).toEqual([]);
  // A phrase is a usage only if it stands five times.
  expect(phrases).toHaveLength(2);
});

it("takes for sound what there is no time to look at", async () => {
  const { prose } = await survey(asked(MISTAKES), model, [], () => true);
  expect(textsOf(prose)).toEqual(MISTAKES);
});
