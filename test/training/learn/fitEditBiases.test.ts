import { beforeAll, expect, it } from "vitest";
import type { LoadedModel } from "../../../src/inference/node/loadModel.js";
import { fitEditBiases } from "../../../src/training/learn/fitEditBiases.js";
import { type BiasData, scoreOccurrences } from "../../../src/training/learn/scoreOccurrences.js";
import { type Example, wordEdits } from "../../../src/training/learn/wordEdits.js";
import { sentencesOf, shippedModel } from "../../inference/shippedModel.js";

let model: LoadedModel;
beforeAll(async () => {
  model = await shippedModel();
});

const example = (source: string, target = source): Example => {
  const [before, after] = [source, target].map((text) => sentencesOf(text, model)[0]!.words);
  return { words: before!, edits: wordEdits(before!, after!) };
};
const employed = (): Example[] => [
  example("We employ the tool every day.", "We use the tool every day."),
  example("They employ the new report to plan the work.", "They use the new report to plan the work."),
];
const scored = (data: Partial<BiasData>) =>
  scoreOccurrences(
    { corrections: [], ignored: [], clean: [], held: [], shipped: [], ...data },
    model,
    () => false,
    () => true,
  );
const learn = async (data: Partial<BiasData>) => fitEditBiases(await scored(data), data.corrections ?? []);

it("learns a change that was made twice, and no other", async () => {
  const corrections = [...employed(), example("They peruse the page.", "They read the page.")];
  const biases = await learn({ corrections });
  expect(biases).toEqual([{ operation: "replace", typed: "employ", text: "use", bias: expect.any(Number) as number }]);
  expect(biases[0]!.bias).toBeGreaterThan(0);
});

it("learns from those that it is given of the corrections it has seen", async () => {
  const corrections = [...employed(), example("I employ a pen.", "I use a pen.")];
  const occurrences = await scored({ corrections });
  const [fewer, all] = [corrections.slice(0, 2), corrections].map((own) => fitEditBiases(occurrences, own));
  expect(fewer).toEqual(await learn({ corrections: corrections.slice(0, 2) }));
  expect(all).toEqual(await learn({ corrections }));
  expect(fitEditBiases(occurrences, corrections.slice(0, 1))).toEqual([]);
});

it("learns nothing that would flag what is sound", async () => {
  const corrections = [
    example("We took two steps.", "We took three steps."),
    example("There are two pages.", "There are three pages."),
  ];
  expect(await learn({ corrections })).toHaveLength(1);
  // The same sentences are right elsewhere.
  const clean = [example("We took two steps."), example("There are two pages.")];
  expect(await learn({ corrections, clean })).toEqual([]);
  expect(await learn({ corrections, shipped: [...clean, ...corrections] })).toEqual([]);
  expect(await learn({ corrections, shipped: corrections })).toHaveLength(1);
});

it("spares what ships, right or with another error, and the prose it is measured by", async () => {
  const corrections = employed();
  const text = "We employ the old tool every day.";
  const without = (await learn({ corrections }))[0]!.bias;
  const biasBeside = async (data: Partial<BiasData>) => (await learn({ corrections, ...data }))[0]?.bias ?? 0;
  expect(await biasBeside({ shipped: [example(text)] })).toBeLessThan(without - 0.2);
  expect(await biasBeside({ shipped: [example(text.replace("day", "days"), text)] })).toBeLessThan(without - 0.2);
  expect(await biasBeside({ held: [example(text)] })).toBeLessThan(without - 0.2);
});

it("takes one place in ten for a mistake that nobody has corrected, in a project of some size", async () => {
  const corrections = [
    example("We employ the tool every day.", "We use the tool every day."),
    example("We employ the page every day.", "We use the page every day."),
    example("They employ the new report to plan the work.", "They use the new report to plan the work."),
  ];
  const people = ["ten people", "a cook", "two drivers", "her sister", "many nurses", "an engineer", "good teachers", "young men", "a gardener"].map((whom) => example(`They employ ${whom}.`)); // prettier-ignore
  const uncorrected = example("We employ the old tool every day.");
  const { words } = example("The page is good.");
  const large: Example = { words: Array.from({ length: 10_000 }, () => words).flat(), edits: [] };
  const biasBeside = async (...clean: Example[]) => (await learn({ corrections, clean }))[0]?.bias ?? 0;
  const shipped = [uncorrected];
  const without = await biasBeside(...people);
  expect(without).toBeGreaterThan(0);
  expect(await biasBeside(...people, uncorrected)).toBeLessThan(without - 0.2);
  expect(await biasBeside(...people, uncorrected, large)).toBeCloseTo(without);
  expect(await biasBeside(...people.slice(1), uncorrected, large)).toBeLessThan(without - 0.2);
  const besideShipped = await learn({ corrections, clean: [...people, large], shipped });
  expect(besideShipped[0]?.bias ?? 0).toBeLessThan(without - 0.2);
});

it("learns no change that it would find in few of its own lessons", async () => {
  const plain = [
    example("Please employ this page to learn more.", "Please use this page to learn more."),
    example("We employ the old file to test the page.", "We use the old file to test the page."),
  ];
  const subtle = example("They employ three people.", "They use three people.");
  const clean = [example("They employ a cook."), example("The firm will employ her sister.")];
  expect(await learn({ corrections: [...plain, subtle], clean })).toHaveLength(1);
  expect(await learn({ corrections: [plain[0]!, subtle], clean })).toEqual([]);
});

it("asks for more where one small word tells of a change", async () => {
  const corrections = ["We just like this page.", "You just open the file.", "They just wrote the report."].map((text) => example(text, text.replace("just ", ""))); // prettier-ignore
  expect(await learn({ corrections })).toMatchObject([{ operation: "delete", typed: "just" }]);
  expect(await learn({ corrections: corrections.slice(1) })).toEqual([]);
});

it("learns which English is wanted, though the other stands elsewhere", async () => {
  const texts = ["We like the colour of this page.", "The colour is new.", "They changed the colour of the file."];
  const corrections = texts.map((text) => example(text, text.replace("colour", "color")));
  const clean = texts.map((text) => example(text));
  expect(await learn({ corrections, clean })).toMatchObject([{ typed: "colour", text: "color" }]);
});

it("holds back a change that was refused three times", async () => {
  const texts = ["The new page have been written.", "This report have been sent.", "The old file have been moved."];
  const ignored = texts.map((text) => {
    const { words } = example(text);
    const from = words.findIndex((word) => word.text === "have");
    return { words, from, to: from + 1, fix: "has" };
  });
  const biases = await learn({ ignored });
  expect(biases).toEqual([{ operation: "replace", typed: "have", text: "has", bias: expect.any(Number) as number }]);
  expect(biases[0]!.bias).toBeLessThan(0);
  expect(await learn({ ignored: ignored.slice(1) })).toEqual([]);
  // What the shipped set has again and again is an error whatever one writer says; once it may be a matter of taste.
  const shipped = ["The cup have", "This man have"].map((text) => example(`${text} gone.`, `${text.replace("have", "has")} gone.`)); // prettier-ignore
  expect(await learn({ ignored, shipped })).toEqual([]);
  expect(await learn({ ignored, shipped: shipped.slice(1) })).toEqual(biases);
});
