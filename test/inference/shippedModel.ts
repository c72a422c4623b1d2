import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { proseParser } from "../../src/grammar/prose/parsers.js";
import { type Sentence, splitSentences } from "../../src/grammar/sentences.js";
import type { ModelManifest } from "../../src/inference/manifest.js";
import { type LoadedModel, loadModel, type LoadOptions } from "../../src/inference/node/loadModel.js";

/** The model folder under test: the one that ships. */
export const modelFolder = resolve(__dirname, "../../model");

/** What it says of itself, sizes among it. */
export const shippedManifest = JSON.parse(readFileSync(join(modelFolder, "model.json"), "utf8")) as ModelManifest;

export const settings: LoadOptions = { scoring: "cascade", threads: 1 };

let loaded: Promise<LoadedModel> | undefined;

/** Loads the model that ships, once until it is closed. */
export function shippedModel(): Promise<LoadedModel> {
  return (loaded ??= loadOnce());
}

async function loadOnce(): Promise<LoadedModel> {
  const model = await loadModel(modelFolder, settings);
  const close = (): Promise<void> => {
    loaded = undefined;
    return model.close();
  };
  return { ...model, close };
}

/** The sentences of plain text, as the checker sees them. */
export function sentencesOf(text: string, { rules }: LoadedModel): Sentence[] {
  return splitSentences(proseParser("plain")(text).blocks, text, rules);
}
