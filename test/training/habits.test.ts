import { beforeAll, expect, it } from "vitest";
import type { LoadedModel } from "../../src/inference/node/loadModel.js";
import { align } from "../../src/training/align.js";
import { habitsFrom, type Manner } from "../../src/training/habits.js";
import type { Example } from "../../src/training/labels.js";
import { observe, type Practice } from "../../src/training/observations.js";
import { sentencesOf, shippedModel } from "../inference/shippedModel.js";

let model: LoadedModel;
beforeAll(async () => {
  model = await shippedModel();
});

const example = (source: string, target = source): Example => {
  const [before, after] = [source, target].map((text) => sentencesOf(text, model)[0]!.words);
  return { words: before!, edits: align(before!, after!) };
};
const employed = (): Example[] => [
  example("We employ the tool every day.", "We use the tool every day."),
  example("They employ the new report to plan the work.", "They use the new report to plan the work."),
];
const observed = (practice: Partial<Practice>) =>
  observe(
    { corrections: [], ignored: [], sound: [], held: [], shipped: [], ...practice },
    { examination: model.examination, manifest: model.manifest, isCancelled: () => false, isLate: () => true },
  );
const learn = async (practice: Partial<Practice>, manner: Manner = "bold") =>
  habitsFrom(await observed(practice), practice.corrections ?? [], manner);

it("learns a change that was made twice, and no other", async () => {
  const corrections = [...employed(), example("They peruse the page.", "They read the page.")];
  const habits = await learn({ corrections });
  expect(habits).toEqual([{ operation: "replace", typed: "employ", text: "use", bias: expect.any(Number) as number }]);
  expect(habits[0]!.bias).toBeGreaterThan(0);
}, 60_000);

it("learns from those that it is given of the corrections it has seen", async () => {
  const corrections = [...employed(), example("I employ a pen.", "I use a pen.")];
  const observations = await observed({ corrections });
  const [fewer, all] = [corrections.slice(0, 2), corrections].map((own) => habitsFrom(observations, own, "bold"));
  expect(fewer).toEqual(await learn({ corrections: corrections.slice(0, 2) }));
  expect(all).toEqual(await learn({ corrections }));
  expect(habitsFrom(observations, corrections.slice(0, 1), "bold")).toEqual([]);
}, 60_000);

it("learns nothing that would flag what is sound", async () => {
  const corrections = [
    example("We took two steps.", "We took three steps."),
    example("There are two pages.", "There are three pages."),
  ];
  expect(await learn({ corrections })).toHaveLength(1);
  // The same sentences are right elsewhere.
  const sound = [example("We took two steps."), example("There are two pages.")];
  expect(await learn({ corrections, sound })).toEqual([]);
  expect(await learn({ corrections, shipped: [...sound, ...corrections] })).toEqual([]);
  expect(await learn({ corrections, shipped: corrections })).toHaveLength(1);
}, 60_000);

it("spares what ships, but for one sentence that has another error", async () => {
  const corrections = employed();
  const text = "We employ the old tool every day.";
  const [right, spoilt, another] = [example(text), example(text.replace("day", "days"), text), example(text.replace("old", "olds"), text)]; // prettier-ignore
  const without = (await learn({ corrections }))[0]!.bias;
  const biasBeside = async (...shipped: Example[]) => (await learn({ corrections, shipped }))[0]?.bias ?? 0;
  expect(await biasBeside(spoilt)).toBeCloseTo(without);
  expect((await learn({ corrections, shipped: [spoilt] }, "cautious"))[0]?.bias ?? 0).toBeLessThan(without - 0.2);
  expect(await biasBeside(spoilt, another)).toBeLessThan(without - 0.2);
  expect(await biasBeside(right)).toBeLessThan(without - 0.2);
}, 60_000);

it("spares the prose it is measured by only where it is to be cautious", async () => {
  const corrections = employed();
  const held = [example("We employ the old tool every day.")];
  const without = (await learn({ corrections }))[0]!.bias;
  expect((await learn({ corrections, held }))[0]!.bias).toBeCloseTo(without);
  expect((await learn({ corrections, held }, "cautious"))[0]?.bias ?? 0).toBeLessThan(without - 0.2);
}, 60_000);

it("takes one place in ten for a mistake that nobody has mended, in a project of some size", async () => {
  const corrections = [
    example("We employ the tool every day.", "We use the tool every day."),
    example("We employ the page every day.", "We use the page every day."),
    example("They employ the new report to plan the work.", "They use the new report to plan the work."),
  ];
  const people = ["ten people", "a cook", "two drivers", "her sister", "many nurses", "an engineer", "good teachers", "young men", "a gardener"].map((whom) => example(`They employ ${whom}.`)); // prettier-ignore
  const unmended = example("We employ the old tool every day.");
  const { words } = example("The page is good.");
  const large: Example = { words: Array.from({ length: 10_000 }, () => words).flat(), edits: [] };
  const biasBeside = async (...sound: Example[]) => (await learn({ corrections, sound }))[0]?.bias ?? 0;
  const shipped = [unmended];
  const without = await biasBeside(...people);
  expect(without).toBeGreaterThan(0);
  expect(await biasBeside(...people, unmended)).toBeLessThan(without - 0.2);
  expect(await biasBeside(...people, unmended, large)).toBeCloseTo(without);
  expect(await biasBeside(...people.slice(1), unmended, large)).toBeLessThan(without - 0.2);
  const besideShipped = await learn({ corrections, sound: [...people, large], shipped });
  expect(besideShipped[0]?.bias ?? 0).toBeLessThan(without - 0.2);
}, 60_000);

it("learns no change that it would find in few of its own lessons", async () => {
  const plain = [
    example("Please employ this page to learn more.", "Please use this page to learn more."),
    example("We employ the old file to test the page.", "We use the old file to test the page."),
  ];
  const subtle = example("They employ three people.", "They use three people.");
  const sound = [example("They employ a cook."), example("The firm will employ her sister.")];
  expect(await learn({ corrections: [...plain, subtle], sound })).toHaveLength(1);
  expect(await learn({ corrections: [plain[0]!, subtle], sound })).toEqual([]);
}, 60_000);

it("asks for more where one small word tells of a change", async () => {
  const corrections = ["We just like this page.", "You just open the file.", "They just wrote the report."].map((text) => example(text, text.replace("just ", ""))); // prettier-ignore
  expect(await learn({ corrections })).toMatchObject([{ operation: "delete", typed: "just" }]);
  expect(await learn({ corrections: corrections.slice(1) })).toEqual([]);
}, 60_000);

it("learns which English is wanted, though the other stands elsewhere", async () => {
  const texts = ["We like the colour of this page.", "The colour is new.", "They changed the colour of the file."];
  const corrections = texts.map((text) => example(text, text.replace("colour", "color")));
  const sound = texts.map((text) => example(text));
  expect(await learn({ corrections, sound })).toMatchObject([{ typed: "colour", text: "color" }]);
}, 60_000);

it("holds back a change that was refused three times", async () => {
  const texts = ["The new page have been written.", "This report have been sent.", "The old file have been moved."];
  const ignored = texts.map((text) => {
    const { words } = example(text);
    const from = words.findIndex((word) => word.text === "have");
    return { words, from, to: from + 1, fix: "has" };
  });
  const habits = await learn({ ignored });
  expect(habits).toEqual([{ operation: "replace", typed: "have", text: "has", bias: expect.any(Number) as number }]);
  expect(habits[0]!.bias).toBeLessThan(0);
  expect(await learn({ ignored: ignored.slice(1) })).toEqual([]);
  // What the shipped set has again and again is an error whatever one writer says; once it may be a matter of taste.
  const shipped = ["The cup have", "This man have"].map((text) => example(`${text} gone.`, `${text.replace("have", "has")} gone.`)); // prettier-ignore
  expect(await learn({ ignored, shipped })).toEqual([]);
  expect(await learn({ ignored, shipped: shipped.slice(1) })).toEqual(habits);
}, 60_000);
