import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createNodeRuntime } from "../../src/inference/nodeRuntime.js";
import { ModelError } from "../../src/inference/runtime.js";
import { modelFolder } from "./shippedModel.js";

const encoder = join(modelFolder, "encoder.onnx");
const { adapterLength } = JSON.parse(readFileSync(join(modelFolder, "model.json"), "utf8")) as {
  adapterLength: number;
};

it("says what the runtime says of a file that is no graph", async () => {
  const runtime = createNodeRuntime(1);
  await expect(runtime.openSession(join(modelFolder, "tokenizer.json"), {})).rejects.toThrow(/protobuf|parsing/iu);
  await runtime.close();
});

it("rejects what is under way and whatever follows once it is closed", async () => {
  const runtime = createNodeRuntime(2);
  const opening = runtime.openSession(encoder, {});
  const closing = runtime.close();
  await expect(opening).rejects.toBeInstanceOf(ModelError);
  await closing;
  await expect(runtime.openSession(encoder, {})).rejects.toBeInstanceOf(ModelError);
});

it("rejects a run with a wrong input and computes the next", async () => {
  const runtime = createNodeRuntime(1);
  const session = await runtime.openSession(join(modelFolder, "vocabulary.onnx"), {
    adapter: { type: "float32", data: new Float32Array(adapterLength), dims: [adapterLength] },
  });
  const place = (size: number) => ({
    pairs: { type: "float32" as const, data: new Float32Array(size), dims: [1, size] },
    kinds: { type: "int32" as const, data: new Int32Array(1), dims: [1] },
  });
  await expect(session.run(place(5))).rejects.toThrow();
  const { logs } = await session.run(place(768));
  expect(logs!.reduce((sum, log) => sum + Math.exp(log), 0)).toBeCloseTo(1, 3);
  await runtime.close();
});
