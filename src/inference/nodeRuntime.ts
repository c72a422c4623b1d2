import type * as Ort from "onnxruntime-node";
import { createRequire } from "node:module";
import { ModelError, type Runtime } from "./runtime.js";

/**
 * onnxruntime-node with few threads that never spin. Int8 weights are dequantised once, when a session is made.
 * @param threads threads of one run
 * @throws ModelError if the native runtime cannot be loaded on this machine
 */
export function createNodeRuntime(threads: number): Runtime {
  const ort = loadRuntime();
  return {
    async openSession(path) {
      const session = await ort.InferenceSession.create(path, {
        intraOpNumThreads: threads,
        interOpNumThreads: 1,
        executionMode: "sequential",
        graphOptimizationLevel: "all",
        enableCpuMemArena: true,
        extra: { session: { intra_op: { allow_spinning: "0" }, disable_quant_qdq: "1", use_env_allocators: "0" } },
      });
      return {
        async run(inputs) {
          const feeds = Object.fromEntries(
            Object.entries(inputs).map(([name, { type, data, dims }]) => [
              name,
              new ort.Tensor(type, data as never, dims),
            ]),
          );
          const results = await session.run(feeds);
          return Object.fromEntries(
            Object.entries(results).map(([name, tensor]) => [name, tensor.data as Float32Array]),
          );
        },
        release: () => session.release(),
      };
    },
  };
}

function loadRuntime(): typeof Ort {
  try {
    return createRequire(__filename)("onnxruntime-node") as typeof Ort;
  } catch (error) {
    throw new ModelError(
      `The model cannot run here: onnxruntime-node has no native library for ${process.platform}-${process.arch} or it is damaged (${firstLine(error)}). Install the Cloze package made for this platform.`,
    );
  }
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split("\n", 1)[0]!;
}
