import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { LoadedModel } from "../../../src/inference/assembleModel.js";
import { ModelError } from "../../../src/inference/runtime.js";
import { loadModel } from "../../../src/inference/web/loadModel.js";
import { readParity } from "../../golden/model.js";
import { compare, linesOf, TIPPED, weigh } from "../../golden/weighed.js";
import { modelFolder, shippedModel } from "../shippedModel.js";
import { startNodeWorker } from "./nodeWorker.js";

const wasm = createRequire(import.meta.url).resolve("onnxruntime-web/ort-wasm-simd-threaded.wasm");

const readFromDisk = (name: string): Promise<Uint8Array> => readFile(join(modelFolder, name));

function load(read = readFromDisk, startWorker = () => startNodeWorker()): Promise<LoadedModel> {
  return loadModel({ scoring: "cascade", threads: 1, startWorker, readWasm: () => readFile(wasm), read });
}

let model: LoadedModel;
beforeAll(async () => {
  model = await load();
}, 120_000);
afterAll(() => model.close());

// `chromium.test.ts` takes the whole file, of which one edit in 85 is outside the band here as there.
it("finds in WebAssembly what the native runtime finds, in a quarter of the parity file", async () => {
  const texts = readParity()
    .map(({ text }) => text)
    .filter((_, index) => index % 4 === 0);
  const native = await shippedModel();
  const { edits, apart, otherFindings } = compare(texts, await weigh(native, texts), await weigh(model, texts), linesOf(native)); // prettier-ignore
  expect(edits).toBeGreaterThan(300);
  expect(apart.length / edits, apart.join("\n")).toBeLessThan(TIPPED);
  expect(otherFindings).toEqual([]);
}, 120_000);

it("names a file that was changed", async () => {
  const damaged = async (name: string): Promise<Uint8Array> => {
    const data = await readFile(join(modelFolder, name));
    if (name === "weights.bin") data[1_000]! ^= 1;
    return data;
  };
  await expect(load(damaged)).rejects.toThrow(/^weights\.bin is damaged/u);
});

it("says that a browser has no SIMD", async () => {
  const withoutSimd = () => startNodeWorker("WebAssembly.validate = () => false;");
  const failure: unknown = await load(undefined, withoutSimd).then((loaded) => loaded.close(), (error: unknown) => error); // prettier-ignore
  expect(failure).toBeInstanceOf(ModelError);
  expect((failure as ModelError).message).toMatch(/cannot run in this browser.*SIMD/u);
});

it("rejects what is asked of a worker that has died", async () => {
  const dying = () => startNodeWorker("setTimeout(() => { throw new Error('no memory'); }, 500);");
  const failure: unknown = await load(undefined, dying).then(
    async ({ cascade, close }) => {
      const row = { ids: Int32Array.of(101, 1000, 102), types: new Int32Array(3) };
      // It was quick enough to open the model, and answers until it dies.
      for (;;) {
        const failure: unknown = await cascade.graphs
          .encode([row as never], () => false)
          .then(
            () => undefined,
            (error: unknown) => error,
          );
        if (failure === undefined) continue;
        await close();
        return failure;
      }
    },
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(ModelError);
  expect((failure as ModelError).message).toContain("no memory");
});
