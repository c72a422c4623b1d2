import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Worker } from "node:worker_threads";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { switchTelemetryOff } from "../../../src/inference/node/onnxLibrary.js";
import { createRuns } from "../../../src/inference/node/onnxRuns.js";
import { createNodeRuntime } from "../../../src/inference/node/onnxRuntime.js";
import type { Answer, Request } from "../../../src/inference/node/onnxWorker.js";
import { modelFolder } from "../shippedModel.js";

/** Filled in by vitest.config.mjs. */
declare const SESSION_WORKER: string;

const OPT_OUTS = { ORT_DISABLE_TELEMETRY: "1", ORT_TELEMETRY_DISABLED: "1" };

/** The variables that native code reads, which a copy of `process.env` is not. */
function nativeEnvironment(): Record<string, string> {
  return (process.report.getReport() as unknown as { environmentVariables: Record<string, string> })
    .environmentVariables;
}

/** What a thread of the runtime answers that was started with these variables. */
async function answerWith(env: Record<string, string>, path = "no.onnx", bundle = SESSION_WORKER): Promise<Answer> {
  const worker = new Worker(resolve(bundle), { env, workerData: createRuns() });
  const request: Request = { kind: "open", session: 0, path, fixed: {} };
  worker.postMessage(request);
  const [answer] = (await once(worker, "message")) as [Answer];
  await worker.terminate();
  return answer;
}

describe("the runtime's telemetry", () => {
  beforeEach(() => {
    for (const name of Object.keys(OPT_OUTS)) Reflect.deleteProperty(process.env, name);
  });

  it("is switched off where native code sees it", () => {
    expect(nativeEnvironment()).not.toMatchObject(OPT_OUTS);
    switchTelemetryOff();
    expect(nativeEnvironment()).toMatchObject(OPT_OUTS);
  });

  it("is off before a thread of the runtime is started", async () => {
    await createNodeRuntime(1).close();
    expect(nativeEnvironment()).toMatchObject(OPT_OUTS);
  });

  it.each([{}, { ORT_DISABLE_TELEMETRY: "1" }, { ORT_TELEMETRY_DISABLED: "1" }])("lets no thread load the runtime with no more than %j", async (env) => {
    expect(await answerWith(env)).toMatchObject({ kind: "unavailable", message: expect.stringContaining("telemetry") as string });
  }); // prettier-ignore

  it("lets a thread load it with both", async () => {
    expect(await answerWith(OPT_OUTS)).toMatchObject({ kind: "failed", message: expect.stringContaining("no.onnx") as string }); // prettier-ignore
  });
});

describe("where the native library", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "cloze-library-"));
    mkdirSync(join(folder, "node_modules"));
    cpSync(resolve(SESSION_WORKER), join(folder, "worker.js"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** A package that is there, but whose native part does not load. */
  function breakNative(): void {
    const path = join(folder, "node_modules/onnxruntime-node");
    mkdirSync(path);
    writeFileSync(join(path, "index.js"), 'throw new Error("Error loading shared library ld-linux-x86-64.so.2");');
  }

  const addWebAssembly = (): void => symlinkSync(resolve("node_modules/onnxruntime-web"), join(folder, "node_modules/onnxruntime-web")); // prettier-ignore
  const open = (): Promise<Answer> => answerWith(OPT_OUTS, join(modelFolder, "vocabulary.onnx"), join(folder, "worker.js")); // prettier-ignore

  it("is missing, the one in WebAssembly opens the model", async () => {
    addWebAssembly();
    expect(await open()).toMatchObject({ kind: "done" });
  });

  it("does not load, the one in WebAssembly opens the model", async () => {
    breakNative();
    addWebAssembly();
    expect(await open()).toMatchObject({ kind: "done" });
  });

  it("does not load and there is no other, it says why it does not", async () => {
    breakNative();
    expect(await open()).toMatchObject({ kind: "unavailable", message: expect.stringContaining("ld-linux") as string });
  });
});
