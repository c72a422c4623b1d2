import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadModel } from "../../src/inference/node.js";
import { ModelError } from "../../src/inference/runtime.js";
import { modelFolder, settings } from "./shippedModel.js";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cloze-model-"));
  for (const name of await readdir(modelFolder)) await copyFile(join(modelFolder, name), join(folder, name));
});
afterEach(() => rm(folder, { recursive: true }));

async function failure(): Promise<ModelError> {
  const error: unknown = await loadModel(folder, settings).then(
    (model) => model.close(),
    (reason: unknown) => reason,
  );
  if (!(error instanceof ModelError)) throw new Error("The model loaded, or failed otherwise.", { cause: error });
  return error;
}

async function change(name: string, edit: (text: string) => string): Promise<void> {
  await writeFile(join(folder, name), edit(await readFile(join(folder, name), "utf8")));
}

describe("a model that cannot be used", () => {
  it("names the folder's missing contract", async () => {
    await rm(join(folder, "model.json"));
    expect((await failure()).message).toContain(join(folder, "model.json"));
  });

  it("names a missing file", async () => {
    await rm(join(folder, "weights.bin"));
    expect((await failure()).message).toMatch(/weights\.bin is missing/u);
  });

  it("names a file with another checksum", async () => {
    await change("lexicon.txt", (text) => `${text}x`);
    expect((await failure()).message).toMatch(/lexicon\.txt is damaged/u);
  });

  it("says that the contract is no JSON", async () => {
    await change("model.json", () => "{");
    expect((await failure()).message).toMatch(/model\.json cannot be read/u);
  });

  it("refuses another format", async () => {
    await change("model.json", (text) => text.replace('"formatVersion":2', '"formatVersion":3'));
    expect((await failure()).message).toMatch(/not a model of format 2/u);
  });

  it("refuses other labels", async () => {
    await change("model.json", (text) => text.replace('"keep"', '"hold"'));
    expect((await failure()).message).toMatch(/other tags/u);
  });
});
