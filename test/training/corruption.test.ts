import { beforeAll, describe, expect, it } from "vitest";
import { splitWords, type Word } from "../../src/grammar/words.js";
import type { LoadedModel } from "../../src/inference/node/loadModel.js";
import { align } from "../../src/training/align.js";
import { corrupt } from "../../src/training/corruption.js";
import { textOf } from "../../src/training/draft.js";
import { learntErrors } from "../../src/training/learntErrors.js";
import { shippedSentences } from "../../src/training/rehearsal.js";
import { createRandom } from "../../src/training/seeded.js";
import { shippedModel } from "../inference/shippedModel.js";

let model: LoadedModel;
beforeAll(async () => {
  model = await shippedModel();
}, 60_000);

function words(text: string): Word[] {
  return splitWords(text, model.rules.words);
}

describe("corrupt", () => {
  it("makes errors that its edits mend, in nearly every sentence", () => {
    const sources = { lexicon: model.lexicon, learnt: learntErrors([]) };
    const random = createRandom(7);
    const sentences = shippedSentences().rehearsal.filter(({ source, target }) => source === target);
    let made = 0;
    for (const { source } of sentences) {
      const right = words(source);
      const wrong = corrupt(right, sources, random, 0);
      if (!wrong) continue;
      made++;
      expect(textOf(wrong.words)).not.toBe(source);
      // What an alignment finds is another way to say the same where two words are alike; it has as many edits.
      expect(align(wrong.words, right).length, textOf(wrong.words)).toBeLessThanOrEqual(wrong.edits.length);
    }
    expect(made / sentences.length).toBeGreaterThan(0.9);
  });

  it("puts in what was corrected before", () => {
    const source = words("The servise dont answer.");
    const learnt = learntErrors([{ words: source, edits: align(source, words("The service doesn't answer.")) }]);
    const sources = { lexicon: model.lexicon, learnt };
    const made = Array.from({ length: 12 }, (_, seed) => corrupt(words("Our service is down."), sources, createRandom(seed), 1)); // prettier-ignore
    expect(made.every((one) => one && textOf(one.words).includes("servise"))).toBe(true);
  });
});

describe("learntErrors", () => {
  it("knows words left out by the word before, and words too many by either neighbour", () => {
    const [dropped, extra] = [words("In case error."), words("We discussed about it.")];
    const learnt = learntErrors([
      { words: dropped, edits: align(dropped, words("In case of error.")) },
      { words: extra, edits: align(extra, words("We discussed it.")) },
    ]);
    expect(learnt.isDropped("of", "case")).toBe(true);
    expect(learnt.isDropped("of", "out")).toBe(false);
    expect(learnt.extraBefore("it", "saw")).toEqual(["about"]);
    expect(learnt.extraBefore("plans", "discussed")).toEqual(["about"]);
  });
});
