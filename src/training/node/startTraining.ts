import { fork } from "node:child_process";
import { resolve } from "node:path";
import type { TrainingReport } from "../../inference/node/store/report.js";
import { type Progress, TrainingError, type TrainingMessage, type TrainingRequest } from "../types.js";

/** The bundle of `trainingMain.ts`, seen from the bundle that this file is in; filled in by the build. */
declare const TRAINER: string;

/**
 * Retrains in a process of its own, at low priority, whose memory is free again afterwards.
 * @param signal ends it at once; nothing has been written then, or everything
 * @throws TrainingError with one sentence for the writer if it fails, ends unasked or is cancelled
 */
export function startTraining(
  request: TrainingRequest,
  onProgress: (progress: Progress) => void,
  signal?: AbortSignal,
): Promise<TrainingReport> {
  return new Promise((done, fail) => {
    const child = fork(resolve(__dirname, TRAINER), {
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      execArgv: ["--expose-gc"],
      // Of glibc. With more arenas, what one thread has given back stays lost to the others; without a fixed threshold, the heap keeps the
      // large tensors of one phase while the next takes new ones: 726 MB at most instead of 474, in as many steps.
      env: { ...process.env, MALLOC_ARENA_MAX: "2", MALLOC_TRIM_THRESHOLD_: "1048576" },
    });
    const cancel = (): boolean => child.kill("SIGKILL");
    const settle = (act: () => void): void => {
      signal?.removeEventListener("abort", cancel);
      act();
    };
    if (signal?.aborted) cancel();
    signal?.addEventListener("abort", cancel);
    child.on("message", (message: TrainingMessage) => {
      if (message.kind === "progress") onProgress(message.progress);
      else if (message.kind === "done") settle(() => done(message.report));
      else settle(() => fail(new TrainingError(message.message)));
    });
    child.on("error", (error) => settle(() => fail(error)));
    child.on("exit", (code, killer) =>
      settle(() => {
        const reason = signal?.aborted ? "Retraining was cancelled." : `The training process ended (${killer ?? `exit code ${String(code)}`}). The model in use is unchanged.`; // prettier-ignore
        fail(new TrainingError(reason));
      }),
    );
    child.send(request);
  });
}
