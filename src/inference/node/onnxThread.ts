import { resolve } from "node:path";
import { Worker } from "node:worker_threads";
import type { Tensors } from "../onnxSessions.js";
import { ModelError } from "../runtime.js";
import { closeAtExit, closeRuns, createRuns } from "./onnxRuns.js";
import type { Answer, Request } from "./onnxWorker.js";

export type OpenRequest = Extract<Request, { kind: "open" }>;

/** The bundle of `onnxWorker.ts`, seen from the bundle that this file is in; filled in by the build. */
declare const SESSION_WORKER: string;

interface Waiting {
  readonly resolve: (outputs: Record<string, Float32Array>) => void;
  readonly reject: (error: Error) => void;
}

/** The thread is no more, and with it what it was asked for. */
export class ThreadEnded extends ModelError {}

/**
 * Megabytes: Node's own 4, and more where the command line is long. The runtime looks through the command line with a
 * recursive regular expression, which takes some 300 bytes of stack for each byte, and a shell that expands `**` gives hundreds of names.
 */
function stackOfThread(): number {
  const bytes = [...process.execArgv, ...process.argv].reduce((sum, one) => sum + Buffer.byteLength(one) + 1, 0);
  return 4 + Math.ceil(bytes / 2_000);
}

/** One thread and what it has been asked for, in order. */
export class RuntimeThread {
  private readonly runs = createRuns();
  private readonly worker = new Worker(resolve(__dirname, SESSION_WORKER), {
    resourceLimits: { stackSizeMb: stackOfThread() },
    workerData: this.runs,
  });
  private readonly asked: Waiting[] = [];
  private readonly opened = new Map<number, Promise<unknown>>();
  private ended: ThreadEnded | undefined;
  private isStopping = false;
  private onAnswer = (): void => undefined;

  constructor() {
    // A thread without work keeps no process alive.
    this.worker.unref();
    const isGone = closeAtExit(this.runs);
    this.worker.on("message", (answer: Answer) => {
      this.settle(answer);
    });
    this.worker.on("error", (error) => {
      this.fail(error.message);
    });
    this.worker.on("exit", () => {
      isGone();
      this.fail("it was stopped");
      this.onAnswer();
    });
  }

  /** Requests that are not answered yet. */
  get waiting(): number {
    return this.asked.length;
  }

  /**
   * Opens a session unless it is open here.
   * @throws ThreadEnded; ModelError if onnxruntime cannot be loaded on this machine; its own error if it refuses the request
   */
  async open(request: OpenRequest): Promise<void> {
    const { session } = request;
    const opening = this.opened.get(session) ?? this.ask(request);
    this.opened.set(session, opening);
    await opening.catch((error: unknown) => {
      this.opened.delete(session);
      throw error;
    });
  }

  /** Runs a session, which is opened first where the thread is new. @throws as `open` */
  async run(request: OpenRequest, inputs: Tensors): Promise<Record<string, Float32Array>> {
    const { session } = request;
    const [, outputs] = await Promise.all([this.open(request), this.ask({ kind: "run", session, inputs })]);
    return outputs;
  }

  /** Rejects what is asked for, and waits for the run that has begun. */
  async stop(): Promise<void> {
    // A thread that nothing waits for lets the process end before its own end is known, and whatever was to be said then.
    this.isStopping = true;
    this.worker.ref();
    this.fail("it was stopped");
    while (!closeRuns(this.runs)) await new Promise<void>((resolve) => (this.onAnswer = resolve));
    await this.worker.terminate();
  }

  private ask(request: Request): Promise<Record<string, Float32Array>> {
    if (this.ended) return Promise.reject(this.ended);
    this.worker.ref();
    return new Promise((resolve, reject) => {
      this.asked.push({ resolve, reject });
      this.worker.postMessage(request);
    });
  }

  private settle(answer: Answer): void {
    this.onAnswer();
    const waiting = this.asked.shift();
    if (!waiting) return;
    // An answer may still come while the thread is stopped, and must not let the process go then.
    if (this.asked.length === 0 && !this.isStopping) this.worker.unref();
    if (answer.kind === "done") waiting.resolve(answer.outputs);
    else waiting.reject(answer.kind === "failed" ? new Error(answer.message) : unavailable(answer.message));
  }

  private fail(reason: string): void {
    const ended = (this.ended ??= new ThreadEnded(`The model's thread has ended: ${reason}.`));
    for (const { reject } of this.asked.splice(0)) reject(ended);
  }
}

function unavailable(reason: string): ModelError {
  return new ModelError(
    `The model cannot run here: onnxruntime-node has no native library for ${process.platform}-${process.arch} or it is damaged (${reason}), and onnxruntime-web is missing. Install the Cloze package made for this platform.`,
  );
}
