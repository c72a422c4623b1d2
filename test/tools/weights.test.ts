import { mkdir, mkdtemp, readFile, rm, stat, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { packWeights, unpackWeights } from "../../tools/weights.mjs";

const FILES = ["weights.bin", "second/weights.bin"];

let model: string;
const at = (name: string): string => join(model, name);
const weights = (name: string) => readFile(at(name), "utf8");

beforeEach(async () => {
  model = await mkdtemp(join(tmpdir(), "cloze-weights-"));
  await mkdir(at("second"));
  for (const name of FILES) await writeFile(at(name), `weights of ${name} `.repeat(10_000));
  await packWeights(model);
});
afterEach(() => rm(model, { recursive: true }));

it("packs and unpacks to the same bytes, as after a clone", async () => {
  const before = await Promise.all(FILES.map(weights));
  for (const name of FILES) {
    expect((await stat(at(`${name}.gz`))).size).toBeLessThan((await stat(at(name))).size);
    await rm(at(name));
  }
  await unpackWeights(model);
  expect(await Promise.all(FILES.map(weights))).toEqual(before);
});

it("leaves what is newer than what is packed, as after an export, and takes what git brings", async () => {
  await writeFile(at("weights.bin"), "just exported");
  await utimes(at("weights.bin.gz"), 1, 1);
  await unpackWeights(model);
  expect(await weights("weights.bin")).toBe("just exported");
  await utimes(at("weights.bin"), 0.5, 0.5);
  await unpackWeights(model);
  expect(await weights("weights.bin")).toMatch(/^weights of/u);
});

it("keeps what lies there if what is packed is cut off", async () => {
  await writeFile(at("weights.bin"), "the last good ones");
  await utimes(at("weights.bin"), 1, 1);
  await truncate(at("weights.bin.gz"), 200);
  await expect(unpackWeights(model)).rejects.toThrow(/unexpected end of file/u);
  expect(await weights("weights.bin")).toBe("the last good ones");
});

it("says which file is missing", async () => {
  for (const name of FILES) await Promise.all([rm(at(name)), rm(at(`${name}.gz`))]);
  await expect(unpackWeights(model)).rejects.toThrow(/weights\.bin\.gz/u);
});
