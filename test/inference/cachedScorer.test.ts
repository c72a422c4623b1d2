import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { runCascade } from "../../src/inference/cascade.js";
import { loadModel } from "../../src/inference/node/loadModel.js";
import { windowsOf } from "../../src/inference/rows.js";
import { modelFolder, sentencesOf, settings, shippedModel } from "./shippedModel.js";

const NEVER = (): boolean => false;
const WRONG = "This should throws an error. They seperate the folders. It is a small house.";

afterAll(async () => (await shippedModel()).close());
afterEach(() => void vi.restoreAllMocks());

describe("the scorer", () => {
  it("scores no sentence twice: neither again, nor in another text, nor twice in one", async () => {
    const model = await shippedModel();
    const encode = vi.spyOn(model.cascade.graphs, "encode");
    const predict = vi.spyOn(model.cascade.graphs, "predict");
    await model.scorer.score(sentencesOf(WRONG, model), NEVER);
    expect(encode).toHaveBeenCalled();
    expect(predict).toHaveBeenCalled();

    encode.mockClear();
    predict.mockClear();
    const again = sentencesOf(WRONG, model);
    await model.scorer.score(again, NEVER);
    expect(encode).not.toHaveBeenCalled();
    expect(predict).not.toHaveBeenCalled();
    expect(again.map((sentence) => model.scorer.known(sentence) !== undefined)).toEqual([true, true, true]);

    const changed = sentencesOf(`Nothing is new here. ${WRONG} Nothing is new here.`, model);
    await model.scorer.score(changed, NEVER);
    const { pieces, maxPieces, overlap } = model.cascade;
    const [only] = windowsOf(changed[0]!.words, pieces, maxPieces, overlap);
    // Of all five sentences, what is read without a mask is the one that is new, once.
    const whole = encode.mock.calls.flatMap(([rows]) => rows).filter(({ ids }) => !ids.includes(pieces.special.mask));
    expect(whole.map(({ ids }) => ids)).toEqual([only!.row.ids]);
  });

  it("says the same of a sentence to the bit, whatever is scored beside it", async () => {
    const model = await shippedModel();
    const text = `${WRONG} We has recieve the the package, and it were good. Go. He wait for the bus since an hour in the rain.`;
    const sentences = sentencesOf(text, model);
    const alone = [];
    for (const sentence of sentences) alone.push((await runCascade([sentence], model.cascade, NEVER))![0]!);
    expect(alone.flat().length).toBeGreaterThan(4);
    const bySentence = async (order: readonly number[]) => {
      const scored = (await runCascade(order.map((at) => sentences[at]!), model.cascade, NEVER))!; // prettier-ignore
      return sentences.map((_, at) => scored[order.indexOf(at)]!);
    };
    expect(await bySentence([0, 1, 2, 3, 4, 5])).toEqual(alone);
    expect(await bySentence([5, 3, 1, 0, 2, 4])).toEqual(alone);
  });
});

describe("cloze.scoring", () => {
  // Seven words, for the full stop is one, and a gap beside each.
  const SOUND = "The dog sleeps in the house.";
  const places = async (scoring: "cascade" | "exhaustive"): Promise<number> => {
    const model = await loadModel(modelFolder, { ...settings, scoring });
    try {
      return (await runCascade(sentencesOf(SOUND, model), model.cascade, NEVER))!.flat().length;
    } finally {
      await model.close();
    }
  };

  it("exhaustive masks every word and every gap, the cascade next to none of a sound sentence", async () => {
    expect(await places("exhaustive")).toBe(7 + 8);
    expect(await places("cascade")).toBeLessThan(3);
  });
});
