import { beforeAll, describe, expect, it } from "vitest";
import { splitWords } from "../../src/grammar/words.js";
import { editPatternOf, type EditBias, EditBiases, editKey } from "../../src/inference/editBiases.js";
import { type LoadedModel, loadModel } from "../../src/inference/node/loadModel.js";
import { mistake } from "../mistakes/mistakes.js";
import { modelFolder, sentencesOf, settings, shippedModel } from "./shippedModel.js";

let model: LoadedModel;
beforeAll(async () => {
  model = await shippedModel();
});

const wordsOf = (text: string) => splitWords(text, model.rules.words);

describe("a change", () => {
  it("is told in lower case, but where the case is what changes", () => {
    const words = wordsOf("The Javascript file don’t work");
    expect(editPatternOf(words, 3, "replace", "Doesn’t")).toEqual({
      operation: "replace",
      typed: "don't",
      text: "doesn't",
    });
    expect(editPatternOf(words, 1, "case", "JavaScript")).toEqual({ operation: "case", typed: "Javascript", text: "JavaScript" }); // prettier-ignore
    expect(editPatternOf(words, 1, "merge", "javascriptfile").typed).toBe("javascript file");
    expect(editPatternOf(words, 2, "insert", "source").typed).toBe("javascript");
    expect(editPatternOf(words, 0, "insert", "In").typed).toBe("");
  });
});

describe("habits", () => {
  const habit = (change: Partial<EditBias>): EditBias => ({ operation: "replace", typed: "utilise", text: "use", bias: 1, ...change }); // prettier-ignore

  it("watch the places of what was made, not of what was refused", () => {
    const words = wordsOf("We utilise it");
    expect(new EditBiases([habit({})]).forcesWord(words, 1)).toBe(true);
    expect(new EditBiases([habit({})]).replacementsOf("utilise")).toEqual(["use"]);
    const refused = new EditBiases([habit({ bias: -3 })]);
    expect(refused.forcesWord(words, 1)).toBe(false);
    expect(refused.biasOf(habit({}))).toBe(-3);
    const missing = new EditBiases([habit({ operation: "insert", typed: "utilise", text: "of" })]);
    expect([1, 2, 3].map((index) => missing.forcesGap(words, index))).toEqual([false, true, false]);
  });

  it("make the model propose what it would not, and hold back what it would", async () => {
    const probabilityOf = async (
      text: string,
      change: { typed: string; text: string },
      bias: number,
    ): Promise<number> => {
      const editBiases = [{ operation: "replace" as const, ...change, bias }];
      const vector = new Float32Array(model.manifest.adapterLength);
      const own = await loadModel(modelFolder, { ...settings, adapter: { vector, editBiases, allowlist: [] } });
      try {
        const [sentence] = sentencesOf(text, own);
        await own.scorer.score([sentence!], () => false);
        const found = own.scorer.known(sentence!)!.filter(({ index, candidates }) => editKey(editPatternOf(sentence!.words, index, "replace", candidates[0]!.text)) === editKey(editBiases[0]!)); // prettier-ignore
        const [best] = found[0]?.candidates ?? [];
        expect(best?.isPersonal ?? false).toBe(best !== undefined && bias > 0);
        return best?.probability ?? 0;
      } finally {
        await own.close();
      }
    };
    const house = { typed: "utilise", text: "use" };
    expect(await probabilityOf("We utilise the page every day.", house, 0)).toBeLessThan(0.3);
    expect(await probabilityOf("We utilise the page every day.", house, 12)).toBeGreaterThan(0.8);
    const { source, original, fix } = mistake("agreement");
    const agreement = { typed: original, text: fix };
    expect(await probabilityOf(source, agreement, 0)).toBeGreaterThan(0.6);
    expect(await probabilityOf(source, agreement, -12)).toBeLessThan(0.3);
  });
});
