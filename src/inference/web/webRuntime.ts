import { WEIGHTS } from "../onnxSessions.js";
import { ModelError, type OnnxSession, type Runtime, type Tensor } from "../runtime.js";
import type { WebAnswer, WebRequest } from "./webWorker.js";

/** As much of a web worker as is used here. */
export interface RuntimeWorker {
  onmessage: ((event: { readonly data: WebAnswer }) => void) | null;
  onerror: ((event: { readonly message?: string }) => void) | null;
  postMessage(request: WebRequest): void;
  terminate(): void;
}

interface WebRuntimeOptions {
  readonly threads: number;
  /** Starts a worker of `webWorker.ts`. */
  startWorker(): RuntimeWorker;
  /** The runtime itself, `ort-wasm-simd-threaded.wasm`. */
  readWasm(): Promise<Uint8Array>;
  /** A graph, and the weights beside it. */
  read(name: string): Promise<Uint8Array>;
}

/** onnxruntime-web in workers of its own, one run in each at a time. */
export function createWebRuntime({ threads, startWorker, readWasm, read }: WebRuntimeOptions): Runtime {
  const workers = Array.from({ length: threads }, () => new WebThread(startWorker()));
  const started = readWasm().then((wasm) => Promise.all(workers.map((worker) => worker.ask({ kind: "start", wasm }))));
  // Whoever opens a session is told.
  started.catch(() => undefined);
  let sessions = 0;
  return {
    async openSession(path: string, fixed: Readonly<Record<string, Tensor>>): Promise<OnnxSession> {
      const session = sessions++;
      const [graph, weights] = await Promise.all([
        read(path),
        read(path.slice(0, path.lastIndexOf("/") + 1) + WEIGHTS),
        started,
      ]);
      const request = { kind: "open", session, files: { graph, weights }, fixed } as const;
      await Promise.all(workers.map((worker) => worker.ask(request)));
      return {
        run(inputs) {
          const leastBusy = workers.reduce((a, b) => (b.waiting < a.waiting ? b : a));
          return leastBusy.ask({ kind: "run", session, inputs });
        },
      };
    },
    close() {
      for (const worker of workers) worker.end("it was stopped");
      return Promise.resolve();
    },
  };
}

interface Waiting {
  readonly resolve: (outputs: Record<string, Float32Array>) => void;
  readonly reject: (error: Error) => void;
}

/** One worker and what it has been asked for, in order. */
class WebThread {
  private readonly asked: Waiting[] = [];
  private ended: ModelError | undefined;

  constructor(private readonly worker: RuntimeWorker) {
    worker.onmessage = ({ data }) => {
      const waiting = this.asked.shift();
      if (data.kind === "done") waiting?.resolve(data.outputs);
      else waiting?.reject(data.kind === "failed" ? new Error(data.message) : unavailable(data.message));
    };
    worker.onerror = ({ message }) => this.end(message ?? "it could not be started");
  }

  /** Requests that are not answered yet. */
  get waiting(): number {
    return this.asked.length;
  }

  ask(request: WebRequest): Promise<Record<string, Float32Array>> {
    if (this.ended) return Promise.reject(this.ended);
    return new Promise((resolve, reject) => {
      this.asked.push({ resolve, reject });
      this.worker.postMessage(request);
    });
  }

  end(reason: string): void {
    const ended = (this.ended ??= new ModelError(`The model's thread has ended: ${reason}.`));
    this.worker.terminate();
    for (const { reject } of this.asked.splice(0)) reject(ended);
  }
}

function unavailable(reason: string): ModelError {
  return new ModelError(`The model cannot run in this browser: it needs WebAssembly with SIMD (${reason}).`);
}
