// The one place that loads onnxruntime in Node: never without its telemetry switched off.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { isMainThread } from "node:worker_threads";
import type * as Native from "onnxruntime-node";
import type * as Web from "onnxruntime-web";
import { type OnnxLibrary, openInWebAssembly, WEIGHTS } from "../onnxSessions.js";

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

const require = createRequire(__filename);

/**
 * Loads onnxruntime on demand, so that a missing one is an error with a message and not a crash at start: the native library, or where
 * there is none, or none that loads, as on Alpine and on Macs with Intel's processor, the one in WebAssembly.
 * @throws Node's own error about the native library if neither can be loaded; an Error in a thread whose process has telemetry on
 */
export function loadLibrary(): OnnxLibrary<string> {
  if (isMainThread) switchTelemetryOff();
  else if (OPT_OUTS.some((name) => process.env[name] !== "1")) throw new Error("its telemetry is not switched off");
  let reason: unknown;
  for (const name of NATIVE) {
    try {
      return loadNative(name);
    } catch (error) {
      reason ??= error;
    }
  }
  return loadWebAssembly(reason);
}

/** The package itself, as it ships in the extension, and ours for one platform, which npm installs beside the command line. */
const NATIVE = ["onnxruntime-node", `@cloze-editor/runtime-${process.platform}-${process.arch}`];

function loadNative(name: string): OnnxLibrary<string> {
  const { InferenceSession, Tensor } = require(name) as typeof Native;
  return { Tensor, openSession: (path, options) => InferenceSession.create(path, options) };
}

/** One thread of it: whoever wants more starts more. @param reason why it has to be this one */
function loadWebAssembly(reason: unknown): OnnxLibrary<string> {
  let library: typeof Web;
  try {
    library = require("onnxruntime-web") as typeof Web;
  } catch {
    // What is missing is the native library, wherever the package for one platform is installed on another.
    throw reason;
  }
  library.env.wasm.numThreads = 1;
  return {
    Tensor: library.Tensor,
    async openSession(path, options) {
      const [graph, weights] = await Promise.all([readFile(path), readFile(join(dirname(path), WEIGHTS))]);
      return openInWebAssembly(library, graph, weights, options);
    },
  };
}
