import fc from "fast-check";
import { expect, it } from "vitest";
import { runCascade, type ScoredSlot } from "../../src/inference/cascade.js";
import { MaskedSpans } from "../../src/inference/maskedSpans.js";
import { windowsOf } from "../../src/inference/rows.js";
import { sentencesOf, shippedModel } from "./shippedModel.js";

const NOUNS = ["house", "apple", "server", "option", "London", "NASA"];

it("tells the same under a mask whichever word of as many pieces stands there", async () => {
  const model = await shippedModel();
  const { graphs, pieces, maxPieces, overlap } = model.cascade;
  const under = async (word: string): Promise<Float32Array> => {
    const [sentence] = sentencesOf(`They bought the ${word} in a hurry last week.`, model);
    const [window] = windowsOf(sentence!.words, pieces, maxPieces, overlap);
    const evidence = new MaskedSpans();
    evidence.ask(window!, window!.starts[3]!, window!.starts[4]!, 1);
    await evidence.answer(graphs, pieces.special.mask, () => false);
    return evidence.at(window!, window!.starts[3]!, window!.starts[4]!, 1)[0]!;
  };
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...NOUNS), fc.constantFrom(...NOUNS), async (one, other) => {
      expect(await under(one)).toEqual(await under(other));
    }),
    { numRuns: 8 },
  );
});

const TEXTS = [
  "This should throws an error.",
  "The bananas is tasty.",
  "We was going to the the store yesterday because it were open, and nobody had told us that it closes at noon on every second Sunday of the month.",
  "Run it.",
  "She have three cat and a dog.",
];

it("scores a sentence the same alone and beside others", async () => {
  const model = await shippedModel();
  const sentences = TEXTS.flatMap((text) => sentencesOf(text, model));
  const together = await runCascade(sentences, model.cascade, () => false);
  for (const [index, sentence] of sentences.entries()) {
    const [alone] = (await runCascade([sentence], model.cascade, () => false))!;
    const summary = (examined: readonly ScoredSlot[]): unknown[] =>
      examined.map(({ scored }) => scored.map(({ candidate, text }) => [candidate.operation, text]));
    expect(summary(together![index]!)).toEqual(summary(alone!));
    for (const [place, { scored }] of alone!.entries())
      for (const [number, one] of scored.entries())
        expect(together![index]![place]!.scored[number]!.logLikelihood).toBeCloseTo(one.logLikelihood, 3);
  }
});

it("stops between batches when cancelled, and keeps what it knows", async () => {
  const model = await shippedModel();
  const sentences = Array.from(
    { length: 40 },
    (_, index) => sentencesOf(`Sentence number ${String(index)} have a mistake.`, model)[0]!,
  );
  const countKnown = (): number => sentences.filter((sentence) => model.scorer.known(sentence) !== undefined).length;
  await model.scorer.score(sentences, () => countKnown() > 0);
  const known = countKnown();
  expect(known).toBeGreaterThan(0);
  expect(known).toBeLessThan(sentences.length);
});

it("gives each word its likelihood and nothing to marks and code", async () => {
  const model = await shippedModel();
  const [sentence] = sentencesOf("We ran `npm test` twice.", model);
  const likelihoods = await model.scorer.likelihoods(sentence!);
  expect(likelihoods.map((value) => value !== undefined && value <= 0)).toEqual([true, true, false, true, false]);
});
