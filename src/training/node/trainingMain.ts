// The training process: takes one request from its parent, tells how it goes, and ends. Its parent ends it to cancel.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { constants, setPriority } from "node:os";
import { join } from "node:path";
import { removeUnfinished } from "../../files/writeWhole.js";
import type { ModelManifest } from "../../inference/manifest.js";
import { adapterShape, writeAdapter } from "../../inference/node/adapterFile.js";
import { loadModel, readManifest } from "../../inference/node/loadModel.js";
import { shippedSentences } from "../learn/rehearsal.js";
import type { TrainStep } from "../learn/train.js";
import { retrain } from "../retrain.js";
import { type ProgressListener, type TrainingEnvironment, TrainingError, type TrainingMessage, type TrainingOutcome, type TrainingRequest } from "../types.js"; // prettier-ignore
import { openStep } from "./trainStep.js";

/**
 * Retrains with the files of a request and writes the adapter if it is kept. It blocks its thread for seconds at a time: it belongs in a
 * process of its own (`startTraining.ts`).
 * @throws TrainingError, ModelError or AdapterError with one sentence for the writer; the file system's own error on a full disk
 */
async function runRetraining(request: TrainingRequest, listener: ProgressListener): Promise<TrainingOutcome> {
  const { model, data, options, out } = request;
  const manifest = await readManifest(model);
  const environment: TrainingEnvironment = {
    openModel(adapter) {
      collectGarbage();
      return loadModel(model, { scoring: "cascade", threads: options.threads, adapter });
    },
    openStep() {
      collectGarbage();
      return openVerifiedStep(model, manifest);
    },
    shipped: shippedSentences(),
    now: options.clock === "cpu" ? cpuMilliseconds : () => performance.now(),
  };
  const outcome = await retrain(data, options, environment, listener);
  if (outcome.kept) await writeAdapter(out, adapterShape(manifest), outcome.adaptation);
  return outcome;
}

/** What was left of one model goes before the next takes as much again: else up to 600 MB are taken, and 430 so. */
function collectGarbage(): void {
  globalThis.gc?.();
}

/** Of all threads together. */
function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function openVerifiedStep(folder: string, { training }: ModelManifest): Promise<TrainStep> {
  if (!training) throw new TrainingError(`The model ${folder} can check but not learn. Export its training step with scripts/export_training.py.`); // prettier-ignore
  const path = join(folder, training.graph);
  const data = await readFile(path).catch(() => {
    throw new TrainingError(`${path} is missing: this model can check but not learn. Reinstall Cloze.`);
  });
  if (createHash("sha256").update(data).digest("hex") !== training.sha256)
    throw new TrainingError(`${path} is damaged: its checksum differs from the one in model.json. Reinstall Cloze.`);
  return openStep(path);
}

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
    const { adaptation, ...told } = outcome;
    const { editBiases, allowlist } = adaptation;
    const peakMegabytes = process.resourceUsage().maxRSS / 1024;
    await send({ kind: "done", report: { ...told, editBiases, allowlist, peakMegabytes } });
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
