import { env, pipeline, type FillMaskPipeline } from "@huggingface/transformers";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { splitWords } from "../../src/grammar/words.js";
import { topIndices } from "../../src/inference/graphs.js";
import { loadModel, type LoadedModel } from "../../src/inference/node.js";
import { maskedRow, windowsOf } from "../../src/inference/rows.js";
import { modelFolder } from "./model.js";

/** Without capitals, since the pipeline knows no case feature: all its pieces have token type 0, "no capitals". */
const SENTENCES = [
  "he [MASK] to school every day.",
  "the file is stored in the same [MASK] as the program.",
  "if the server does not answer, [MASK] it again.",
  "she has lived here [MASK] she was a child.",
  "this is one of the best [MASK] i have ever read.",
  "don't forget [MASK] close the door.",
  "it's raining, so we'll stay at [MASK].",
  "we are interested [MASK] your work, and they know it.",
  "[MASK] is the default value?",
  "the users' names are [MASK] in lower case",
];

const folder = mkdtempSync(join(tmpdir(), "cloze-hf-"));
let model: LoadedModel;
let fillMask: FillMaskPipeline;

beforeAll(async () => {
  const python = join(".venv", process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
  execFileSync(python, ["scripts/to_hf.py", "--model", modelFolder, "--out", folder], { stdio: "pipe" });
  env.allowRemoteModels = false;
  env.localModelPath = dirname(folder);
  fillMask = await pipeline("fill-mask", basename(folder), { dtype: "fp32", device: "cpu" });
  model = await loadModel(modelFolder, { scoring: "cascade", threads: 1 });
}, 180_000);

afterAll(async () => {
  await fillMask.dispose();
  await model.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Our masked scorer's likeliest pieces for the word in the mask's place, whatever that word is. */
async function ownTop(sentence: string, count: number): Promise<{ id: number; probability: number }[]> {
  const { graphs, pieces, maxPieces, overlap } = model.examination;
  const words = splitWords(sentence.replace("[MASK]", "word"), model.rules.words);
  const at = words.findIndex((word) => word.start === sentence.indexOf("[MASK]"));
  const [window] = windowsOf(words, pieces, maxPieces, overlap);
  const start = window!.starts[at]!;
  const [encoded] = await graphs.encode(
    [maskedRow(window!, start, window!.starts[at + 1]!, 1, pieces.special.mask)],
    () => false,
  );
  const [logs] = await graphs.predict([{ kind: "masked", pair: encoded!.pair(start) }]);
  return topIndices(logs!, count).map((id) => ({ id, probability: Math.exp(logs![id]!) }));
}

it.each(SENTENCES)("the fill-mask pipeline agrees with the masked scorer: %s", async (sentence) => {
  const own = await ownTop(sentence, 5);
  const theirs = (await fillMask(sentence, { top_k: 5 })).flat();
  expect(theirs.map((one) => one.token)).toEqual(own.map((one) => one.id));
  for (const [index, { score }] of theirs.entries()) expect(score).toBeCloseTo(own[index]!.probability, 4);
});
