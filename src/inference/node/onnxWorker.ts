// A thread of its own that runs graphs, so that the thread with the editor's requests never waits for a product of matrices.
import { parentPort, workerData } from "node:worker_threads";
import type * as Ort from "onnxruntime-node";
import type { Tensor } from "../runtime.js";
import { loadLibrary } from "./onnxLibrary.js";
import { inOneRun, type Runs } from "./onnxRuns.js";

export type Tensors = Readonly<Record<string, Tensor>>;

/** What the thread is asked for. Sessions are numbered by who asks. */
export type Request =
  | { readonly kind: "open"; readonly session: number; readonly path: string; readonly fixed: Tensors }
  | { readonly kind: "run"; readonly session: number; readonly inputs: Tensors };

/** Its answer, in the order of the requests. */
export type Answer =
  | { readonly kind: "done"; readonly outputs: Record<string, Float32Array> }
  | { readonly kind: "failed"; readonly message: string }
  | { readonly kind: "unavailable"; readonly message: string };

interface OpenSession {
  readonly session: Ort.InferenceSession;
  readonly fixed: Record<string, Ort.Tensor>;
}

class Unavailable extends Error {}

let ort: typeof Ort | undefined;
const sessions = new Map<number, OpenSession>();

function loadRuntime(): typeof Ort {
  try {
    return loadLibrary();
  } catch (error) {
    throw new Unavailable(firstLine(error));
  }
}

function tensorsOf({ Tensor: Made }: typeof Ort, tensors: Tensors): Record<string, Ort.Tensor> {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, { type, data, dims }]) => [name, new Made(type, data as never, dims)]),
  );
}

async function answer(request: Request): Promise<Record<string, Float32Array>> {
  ort ??= loadRuntime();
  if (request.kind === "open") {
    const session = await ort.InferenceSession.create(request.path, {
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      executionMode: "sequential",
      graphOptimizationLevel: "all",
      enableCpuMemArena: true,
      extra: { session: { intra_op: { allow_spinning: "0" }, use_env_allocators: "0" } },
    });
    sessions.set(request.session, { session, fixed: tensorsOf(ort, request.fixed) });
    return {};
  }
  const { session, fixed } = sessions.get(request.session)!;
  const results = await session.run({ ...fixed, ...tensorsOf(ort, request.inputs) });
  return Object.fromEntries(Object.entries(results).map(([name, tensor]) => [name, tensor.data as Float32Array]));
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split("\n", 1)[0]!;
}

function send(answer: Answer, transfer: ArrayBuffer[] = []): void {
  parentPort!.postMessage(answer, transfer);
}

let last = Promise.resolve();
parentPort!.on("message", (request: Request) => {
  last = last.then(() =>
    inOneRun(workerData as Runs, () => answer(request)).then(
      (outputs) => send({ kind: "done", outputs }, Object.values(outputs).map(({ buffer }) => buffer as ArrayBuffer)), // prettier-ignore
      (error: unknown) =>
        send(
          error instanceof Unavailable
            ? { kind: "unavailable", message: error.message }
            : { kind: "failed", message: error instanceof Error ? error.message : String(error) },
        ),
    ),
  );
});
