import { env, type FillMaskPipeline, pipeline } from "@huggingface/transformers";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { splitWords } from "../../src/grammar/words.js";
import { largest } from "../../src/inference/graphs.js";
import { type LoadedModel, loadModel } from "../../src/inference/node/loadModel.js";
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

/** The pipeline computes in floating point what the scorer computes with rows rounded to 8 bits. */
const LOG_PROBABILITY = 0.4;

/** What our masked scorer says for the word in the mask's place, whatever that word is. */
async function ownLogs(sentence: string): Promise<Float32Array> {
  const { graphs, pieces, maxPieces, overlap } = model.cascade;
  const words = splitWords(sentence.replace("[MASK]", "word"), model.rules.words);
  const at = words.findIndex((word) => word.start === sentence.indexOf("[MASK]"));
  const [window] = windowsOf(words, pieces, maxPieces, overlap);
  const start = window!.starts[at]!;
  const row = maskedRow(window!, start, window!.starts[at + 1]!, 1, pieces.special.mask);
  const encoded = await graphs.encode([row], () => false);
  const logs = await graphs.predict([{ kind: "masked", pair: encoded![0]!.pair(start) }], () => false);
  return logs![0]!;
}

it.each(SENTENCES)("the fill-mask pipeline agrees with the masked scorer: %s", async (sentence) => {
  const own = await ownLogs(sentence);
  const theirs = (await fillMask(sentence, { top_k: 5 })).flat();
  for (const { token, score } of theirs) expect(Math.abs(own[token]! - Math.log(score))).toBeLessThan(LOG_PROBABILITY);
  // Nothing that the pipeline leaves out is likelier to us than its last, beyond the same margin.
  const others = own.filter((_, id) => !theirs.some(({ token }) => token === id));
  expect(largest(others)).toBeLessThan(Math.log(theirs.at(-1)!.score) + LOG_PROBABILITY);
});
