// The one place that loads onnxruntime-node: never without its telemetry switched off.
import { createRequire } from "node:module";
import { isMainThread } from "node:worker_threads";
import type * as Ort from "onnxruntime-node";

/**
 * What its builds for Linux and macOS look for once a process, when the library is first used; without either, 1.29 and later write a lasting
 * device id and report home after half a minute (microsoft/onnxruntime#27379). Releases differ in the name (#29843).
 */
const OPT_OUTS = ["ORT_DISABLE_TELEMETRY", "ORT_TELEMETRY_DISABLED"];

/**
 * Switches the telemetry of the runtime off for this process, its threads and its children. It belongs in the main thread, before any other
 * is started: what a worker thread writes to `process.env` stays in its own copy, which no native library reads.
 */
export function switchTelemetryOff(): void {
  for (const name of OPT_OUTS) process.env[name] = "1";
}

/**
 * Loads onnxruntime-node, on demand, so that a missing one is an error with a message and not a crash at start.
 * @throws Node's own error if the native library is missing or damaged; an Error in a thread whose process has telemetry on
 */
export function loadLibrary(): typeof Ort {
  if (isMainThread) switchTelemetryOff();
  else if (OPT_OUTS.some((name) => process.env[name] !== "1")) throw new Error("its telemetry is not switched off");
  return createRequire(__filename)("onnxruntime-node") as typeof Ort;
}
