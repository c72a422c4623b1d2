// A web worker that runs graphs by onnxruntime-web: one thread of WebAssembly. It is handed all that it reads, and opens no connection.
import { env, InferenceSession, Tensor } from "onnxruntime-web/wasm";
import { type OnnxLibrary, OnnxSessions, openInWebAssembly, type Tensors } from "../onnxSessions.js";

/** A graph and the file that it keeps its matrices in. */
interface GraphFiles {
  readonly graph: Uint8Array;
  readonly weights: Uint8Array;
}

/** What the worker is asked for, beginning with `start`. Sessions are numbered by who asks. */
export type WebRequest =
  | { readonly kind: "start"; readonly wasm: Uint8Array }
  | { readonly kind: "open"; readonly session: number; readonly files: GraphFiles; readonly fixed: Tensors }
  | { readonly kind: "run"; readonly session: number; readonly inputs: Tensors };

/** Its answer, in the order of the requests. `unavailable`: there is no such WebAssembly here. */
export type WebAnswer =
  | { readonly kind: "done"; readonly outputs: Record<string, Float32Array> }
  | { readonly kind: "failed" | "unavailable"; readonly message: string };

/** As much of a worker's global as is used here. */
declare const self: {
  onmessage: (event: { readonly data: WebRequest }) => void;
  postMessage(answer: WebAnswer, transfer: ArrayBufferLike[]): void;
};

const library: OnnxLibrary<GraphFiles> = {
  Tensor,
  openSession: ({ graph, weights }, options) => openInWebAssembly({ InferenceSession }, graph, weights, options),
};
const sessions = new OnnxSessions(library);

async function answer(request: WebRequest): Promise<Record<string, Float32Array>> {
  switch (request.kind) {
    case "start":
      // More than one would need a page that is isolated from all other origins; whoever wants more starts more workers.
      env.wasm.numThreads = 1;
      // Whole, so that nothing is fetched.
      env.wasm.wasmBinary = request.wasm as Uint8Array<ArrayBuffer>;
      return {};
    case "open":
      await sessions.open(request.session, request.files, request.fixed);
      return {};
    case "run":
      return sessions.run(request.session, request.inputs);
  }
}

/** How onnxruntime-web begins what it says where WebAssembly, or its SIMD, is missing. */
const NO_BACKEND = /no available backend/u;

function failure(error: unknown): WebAnswer {
  const message = error instanceof Error ? error.message : String(error);
  return { kind: NO_BACKEND.test(message) ? "unavailable" : "failed", message };
}

let last = Promise.resolve();
self.onmessage = ({ data }) => {
  last = last.then(() =>
    answer(data).then(
      (outputs) =>
        self.postMessage(
          { kind: "done", outputs },
          Object.values(outputs).map(({ buffer }) => buffer),
        ),
      (error: unknown) => self.postMessage(failure(error), []),
    ),
  );
};
