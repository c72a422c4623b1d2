// What both runtimes have in common: their sessions and tensors are made alike.
import type * as Ort from "onnxruntime-node";
import type * as Web from "onnxruntime-web";
import type { Tensor } from "./runtime.js";

export type Tensors = Readonly<Record<string, Tensor>>;

/** As much of onnxruntime as a thread needs, be it native or WebAssembly. */
export interface OnnxLibrary<Source> {
  readonly Tensor: typeof Ort.Tensor;
  /** @throws the runtime's own error */
  openSession(source: Source, options: Ort.InferenceSession.SessionOptions): Promise<Ort.InferenceSession>;
}

/** The file beside the graphs that all of them keep their matrices in, as they name it. */
export const WEIGHTS = "weights.bin";

/** Opens a graph in WebAssembly, which reads no files itself. @throws the runtime's own error */
export function openInWebAssembly(
  { InferenceSession }: Pick<typeof Web, "InferenceSession">,
  graph: Uint8Array,
  weights: Uint8Array,
  options: Ort.InferenceSession.SessionOptions,
): Promise<Ort.InferenceSession> {
  const externalData = [{ path: WEIGHTS, data: weights }];
  return InferenceSession.create(graph, { ...options, executionProviders: ["wasm"], externalData });
}

/** One thread, one run at a time, and no thread that spins meanwhile. */
const OPTIONS: Ort.InferenceSession.SessionOptions = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: "sequential",
  graphOptimizationLevel: "all",
  enableCpuMemArena: true,
  extra: { session: { intra_op: { allow_spinning: "0" }, use_env_allocators: "0" } },
};

/** The sessions of one thread, numbered by who asks for them. */
export class OnnxSessions<Source> {
  private readonly opened = new Map<number, { session: Ort.InferenceSession; fixed: Record<string, Ort.Tensor> }>();

  constructor(private readonly library: OnnxLibrary<Source>) {}

  /** @param fixed inputs of every run that brings no others */
  async open(number: number, source: Source, fixed: Tensors): Promise<void> {
    const session = await this.library.openSession(source, OPTIONS);
    this.opened.set(number, { session, fixed: this.made(fixed) });
  }

  /** @throws the runtime's own error */
  async run(number: number, inputs: Tensors): Promise<Record<string, Float32Array>> {
    const { session, fixed } = this.opened.get(number)!;
    const results = await session.run({ ...fixed, ...this.made(inputs) });
    return Object.fromEntries(Object.entries(results).map(([name, tensor]) => [name, tensor.data as Float32Array]));
  }

  private made(tensors: Tensors): Record<string, Ort.Tensor> {
    const { Tensor: Made } = this.library;
    return Object.fromEntries(
      Object.entries(tensors).map(([name, { type, data, dims }]) => [name, new Made(type, data as never, dims)]),
    );
  }
}
