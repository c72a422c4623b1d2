import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadModel, readManifest } from "../../src/inference/node/loadModel.js";
import { ModelError } from "../../src/inference/runtime.js";
import { modelFolder, settings } from "./shippedModel.js";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cloze-model-"));
  await cp(modelFolder, folder, { recursive: true, filter: (path) => !path.endsWith(".gz") });
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
  it("names the folder's missing manifest", async () => {
    await rm(join(folder, "model.json"));
    expect((await failure()).message).toContain(join(folder, "model.json"));
  });

  it.each(["weights.bin", "second/weights.bin"])("names %s if that is missing", async (name) => {
    await rm(join(folder, name));
    expect((await failure()).message).toContain(`${join(folder, name)} is missing`);
  });

  it("names a file with another checksum", async () => {
    await change("lexicon.txt", (text) => `${text}x`);
    expect((await failure()).message).toMatch(/lexicon\.txt is damaged/u);
  });

  it("says that the manifest is no JSON", async () => {
    await change("model.json", () => "{");
    expect((await failure()).message).toMatch(/model\.json cannot be read/u);
  });

  it("names a manifest with a bit that has flipped, wherever it stands", async () => {
    const path = join(folder, "model.json");
    const data = await readFile(path);
    const places = Array.from({ length: 60 }, (_, round) => Math.floor((round * (data.length - 2)) / 59));
    for (const [round, place] of places.entries()) {
      const changed = Buffer.from(data);
      changed[place] = data[place]! ^ (1 << (round % 8));
      await writeFile(path, changed);
      await expect(readManifest(folder)).rejects.toThrow(path);
    }
    await writeFile(path, data);
    await expect(readManifest(folder)).resolves.toMatchObject({ formatVersion: 5 });
  });

  it("names a manifest in which a number was changed, though it is JSON as before", async () => {
    await change("model.json", (text) => text.replace('"maxPieces":128', '"maxPieces":129'));
    expect((await failure()).message).toMatch(/model\.json is damaged: its checksum differs/u);
  });

  it("names a manifest without a checksum, and says what gives it one", async () => {
    await change("model.json", (text) => text.replace(/,"sha256":"[0-9a-f]{64}"\}\n$/u, "}\n"));
    expect((await failure()).message).toMatch(/model\.json has no checksum of its own.*scripts\/seal_model\.py/u);
  });

  it("refuses another format", async () => {
    await change("model.json", (text) => text.replace(/"formatVersion": ?5/u, '"formatVersion":4'));
    expect((await failure()).message).toMatch(/not a model of format 5/u);
  });

  it("refuses other labels", async () => {
    await change("model.json", (text) => text.replace('"keep"', '"hold"'));
    expect((await failure()).message).toMatch(/other tags/u);
  });
});
