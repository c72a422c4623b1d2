// The training process: takes one request from its parent, tells how it goes, and ends. Its parent ends it to cancel.
import { constants, setPriority } from "node:os";
import { removeUnfinished } from "../files/writeWhole.js";
import type { TrainingMessage, TrainingRequest } from "./contract.js";
import { runRetraining } from "./nodeRetrain.js";

function send(message: TrainingMessage): Promise<void> {
  return new Promise((sent) => {
    process.send?.(message, () => {
      sent();
    });
  });
}

async function answer(request: TrainingRequest): Promise<void> {
  try {
    const outcome = await runRetraining(request, {
      onProgress: (progress) => void send({ kind: "progress", progress }),
      isCancelled: () => false,
    });
    // The vector is in the file; as JSON it would be ten times as long.
    const peakMegabytes = process.resourceUsage().maxRSS / 1024;
    const { adaptation, ...told } = outcome;
    const { habits, usages } = adaptation;
    await send({ kind: "done", outcome: { ...told, habits, usages, peakMegabytes } });
  } catch (error) {
    await send({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
  }
  process.exit();
}

/**
 * Ends at once, as its parent has ended or wants it to. Node's own way out would wait for the runtime, which answers into a program that is
 * being taken down ("terminate called after throwing an instance of 'Napi::Error'").
 */
function end(): void {
  removeUnfinished();
  process.kill(process.pid, "SIGKILL");
}

setPriority(constants.priority.PRIORITY_LOW);
for (const event of ["disconnect", "SIGINT", "SIGTERM", "SIGHUP"]) process.once(event, end);
process.once("message", (request: TrainingRequest) => void answer(request));
