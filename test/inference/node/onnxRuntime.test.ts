import { join } from "node:path";
import type * as Threads from "node:worker_threads";
import type { Worker, WorkerOptions } from "node:worker_threads";
import { describe, expect, it, vi } from "vitest";
import { closeRuns, type Runs } from "../../../src/inference/node/onnxRuns.js";
import { createNodeRuntime } from "../../../src/inference/node/onnxRuntime.js";
import { ModelError } from "../../../src/inference/runtime.js";
import { modelFolder, shippedManifest } from "../shippedModel.js";

/** All threads that were started, in order, what each is at, and what is done to each of the next. */
const { threads, runsOf, onStart } = vi.hoisted(() => ({
  threads: [] as Worker[],
  runsOf: new Map<Worker, unknown>(),
  onStart: [] as ((thread: Worker) => void)[],
}));
vi.mock("node:worker_threads", async (original) => {
  const real = await original<typeof Threads>();
  class WatchedWorker extends real.Worker {
    constructor(...parameters: ConstructorParameters<typeof Worker>) {
      super(...parameters);
      threads.push(this);
      runsOf.set(this, (parameters[1] as WorkerOptions).workerData);
      onStart.shift()?.(this);
    }
  }
  return { ...real, Worker: WatchedWorker };
});

const encoder = join(modelFolder, "encoder.onnx");
const { adapterLength, hiddenSize } = shippedManifest;
/** Of a word and the one before it. */
const PAIR = 2 * hiddenSize;

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
  const { logs } = await session.run(place(PAIR));
  expect(logs!.reduce((sum, log) => sum + Math.exp(log), 0)).toBeCloseTo(1, 3);
  await runtime.close();
});

/** A thread ends by itself between two runs only; ended within one it takes the process, and so these tests, with it. */
async function end(thread: Worker): Promise<void> {
  while (!closeRuns(runsOf.get(thread) as Runs)) await new Promise(setImmediate);
  await thread.terminate();
}

describe("a thread that ends", () => {
  const place = {
    pairs: { type: "float32" as const, data: new Float32Array(PAIR).fill(0.1), dims: [1, PAIR] },
    kinds: { type: "int32" as const, data: new Int32Array(1), dims: [1] },
  };
  const adapter = { type: "float32" as const, data: new Float32Array(adapterLength), dims: [adapterLength] };
  const vocabulary = join(modelFolder, "vocabulary.onnx");

  it("gives way to a new one, which does its work again", async () => {
    const before = threads.length;
    const runtime = createNodeRuntime(2);
    const session = await runtime.openSession(vocabulary, { adapter });
    const { logs: expected } = await session.run(place);
    const running = [1, 2, 3, 4].map(() => session.run(place));
    await end(threads[before]!);
    for (const { logs } of await Promise.all(running)) expect(logs).toEqual(expected);
    await end(threads[before + 1]!);
    for (const { logs } of await Promise.all([session.run(place), session.run(place)])) expect(logs).toEqual(expected);
    expect(threads).toHaveLength(before + 4);
    await runtime.close();
  });

  it("while it opens the model does no harm", async () => {
    const before = threads.length;
    const runtime = createNodeRuntime(1);
    const opening = runtime.openSession(vocabulary, { adapter });
    await end(threads[before]!);
    const { logs } = await (await opening).run(place);
    expect(logs!.length).toBeGreaterThan(30_000);
    await runtime.close();
  });

  it("again and again for the same run ends the run, not the runtime", async () => {
    const runtime = createNodeRuntime(1);
    const session = await runtime.openSession(vocabulary, { adapter });
    onStart.push(...[0, 1].map(() => (thread: Worker) => void end(thread)));
    const run = session.run(place);
    await end(threads.at(-1)!);
    await expect(run).rejects.toBeInstanceOf(ModelError);
    onStart.length = 0;
    expect((await session.run(place)).logs!.length).toBeGreaterThan(30_000);
    await runtime.close();
  });
});
