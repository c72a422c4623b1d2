// A thread of its own that runs graphs, so that the thread with the editor's requests never waits for a product of matrices.
import { parentPort, workerData } from "node:worker_threads";
import { OnnxSessions, type Tensors } from "../onnxSessions.js";
import { loadLibrary } from "./onnxLibrary.js";
import { inOneRun, type Runs } from "./onnxRuns.js";

/** What the thread is asked for. Sessions are numbered by who asks. */
export type Request =
  | { readonly kind: "open"; readonly session: number; readonly path: string; readonly fixed: Tensors }
  | { readonly kind: "run"; readonly session: number; readonly inputs: Tensors };

/** Its answer, in the order of the requests. */
export type Answer =
  | { readonly kind: "done"; readonly outputs: Record<string, Float32Array> }
  | { readonly kind: "failed"; readonly message: string }
  | { readonly kind: "unavailable"; readonly message: string };

class Unavailable extends Error {}

let sessions: OnnxSessions<string> | undefined;

function loadRuntime(): OnnxSessions<string> {
  try {
    return new OnnxSessions(loadLibrary());
  } catch (error) {
    throw new Unavailable(firstLine(error));
  }
}

async function answer(request: Request): Promise<Record<string, Float32Array>> {
  sessions ??= loadRuntime();
  if (request.kind === "run") return sessions.run(request.session, request.inputs);
  await sessions.open(request.session, request.path, request.fixed);
  return {};
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
