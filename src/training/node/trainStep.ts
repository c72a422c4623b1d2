import type * as Ort from "onnxruntime-node";
import { loadLibrary } from "../../inference/node/onnxLibrary.js";
import type { Tensor } from "../../inference/runtime.js";
import type { TrainStep } from "../learn/train.js";

/**
 * Opens the step graph. Each run blocks the thread: this belongs in a process of its own.
 * @param path of `train.onnx`, the weights beside it
 * @throws the runtime's own error if the file or a native library is missing or damaged
 */
export async function openStep(path: string): Promise<TrainStep> {
  const library = loadLibrary();
  const session = await library.openSession(path, {
    // With more, the sums that gather what a piece's every place adds are now and then wrong: ScatterND's threads overwrite each other's.
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: "sequential",
    // The further optimisations turn products with 8-bit weights into such with 8-bit activations, which spoils the gradient.
    graphOptimizationLevel: "basic",
    // An arena keeps the largest batch's memory for ever.
    enableCpuMemArena: false,
    extra: { session: { intra_op: { allow_spinning: "0" } } },
  });
  const tensorOf = ({ type, data, dims }: Tensor): Ort.Tensor => new library.Tensor(type, data as never, dims);
  return {
    async step(inputs, adapter) {
      const feeds = Object.fromEntries(Object.entries(inputs).map(([name, tensor]) => [name, tensorOf(tensor)]));
      const vector = tensorOf({ type: "float32", data: adapter, dims: [adapter.length] });
      const { loss, gradient } = await session.run({ ...feeds, adapter: vector });
      return { loss: (loss!.data as Float32Array)[0]!, gradient: gradient!.data as Float32Array };
    },
    close: () => session.release(),
  };
}
