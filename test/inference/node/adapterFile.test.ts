import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Adaptation } from "../../../src/inference/adaptation.js";
import { adapterShape, readAdapter, writeAdapter } from "../../../src/inference/node/adapterFile.js";

const shape = { base: "abc", length: 3 };
const adaptation: Adaptation = {
  vector: Float32Array.of(0.5, -1.25, 3e-8),
  editBiases: [{ operation: "replace", typed: "utilise", text: "use", bias: 2.5 }],
  allowlist: [{ typed: "Hook" }, { typed: ",", between: ["you", "to"] }],
};
let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cloze-adapter-"));
  path = join(folder, "project.adapter");
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("an adapter file", () => {
  it("comes back as it was written, and leaves nothing else behind", async () => {
    await writeAdapter(path, shape, adaptation);
    expect(await readAdapter(path, shape)).toEqual(adaptation);
    expect(readdirSync(folder)).toEqual(["project.adapter"]);
  });

  it("is little-endian after its first line", async () => {
    await writeAdapter(path, shape, adaptation);
    const data = readFileSync(path);
    expect(data.readFloatLE(data.indexOf(10) + 1)).toBe(0.5);
  });

  it("is refused by name if it is missing, cut short, changed or no adapter", async () => {
    await expect(readAdapter(path, shape)).rejects.toMatchObject({ name: "AdapterError", kind: "missing" });
    await writeAdapter(path, shape, adaptation);
    truncateSync(path, readFileSync(path).length - 1);
    await expect(readAdapter(path, shape)).rejects.toMatchObject({ kind: "broken" });
    await writeAdapter(path, shape, adaptation);
    const data = readFileSync(path);
    data[data.length - 1]! ^= 1;
    writeFileSync(path, data);
    await expect(readAdapter(path, shape)).rejects.toThrow(path);
    for (const other of [
      "",
      "{}\n",
      "no adapter",
      `{"format":"cloze-adapter-4"}\n`,
      `{"format":"cloze-adapter-4","base":1,"length":-1,"sha256":""}\n`,
    ]) {
      writeFileSync(path, other);
      await expect(readAdapter(path, shape)).rejects.toMatchObject({ kind: "broken" });
    }
  });

  it("is refused as incompatible if it was made for another base model, length or format", async () => {
    const body = Buffer.alloc(12);
    const header = { format: "cloze-adapter-1", ...shape, sha256: createHash("sha256").update(body).digest("hex") };
    writeFileSync(path, Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), body]));
    await expect(readAdapter(path, shape)).rejects.toMatchObject({ kind: "incompatible" });
    await writeAdapter(path, shape, adaptation);
    await expect(readAdapter(path, { ...shape, base: "def" })).rejects.toMatchObject({ kind: "incompatible" });
    await expect(readAdapter(path, { ...shape, length: 4 })).rejects.toMatchObject({ kind: "incompatible" });
  });

  it("of the version before is read on, by its own names, and for sentences as they are typed, too", async () => {
    const { vector, editBiases, allowlist } = adaptation;
    const numbers = Buffer.alloc(12);
    vector.forEach((value, index) => numbers.writeFloatLE(value, 4 * index));
    const body = Buffer.concat([numbers, Buffer.from(JSON.stringify({ habits: editBiases, usages: allowlist }))]);
    const header = { format: "cloze-adapter-3", ...shape, sha256: createHash("sha256").update(body).digest("hex") };
    writeFileSync(path, Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), body]));
    expect(await readAdapter(path, shape)).toEqual({ ...adaptation, readsTyped: true });
    await expect(readAdapter(path, { ...shape, base: "def" })).rejects.toMatchObject({ kind: "incompatible" });
  });

  it("stays the last good one if a new one cannot be written", async () => {
    await writeAdapter(path, shape, adaptation);
    await expect(writeAdapter(join(path, "inside a file"), shape, adaptation)).rejects.toThrow();
    expect(await readAdapter(path, shape)).toEqual(adaptation);
  });
});

describe("the shape of an adapter", () => {
  const files = { "encoder.onnx": "1", "vocabulary.onnx": "2", "weights.bin": "3", "tokenizer.json": "4", "lexicon.txt": "5" }; // prettier-ignore
  it("changes with the weights, not with the lexicon", () => {
    const of = (changed: object) => adapterShape({ files: { ...files, ...changed }, adapterLength: 3 }).base;
    expect(of({ "lexicon.txt": "6" })).toBe(of({}));
    expect(of({ "weights.bin": "6" })).not.toBe(of({}));
  });
});
