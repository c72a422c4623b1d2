import { createRequire } from "node:module";
import { resolve } from "node:path";
import { type LoadedModel, loadModel } from "../inference/node/loadModel.js";
import { checkFiles } from "./checkFiles.js";
import { checkLines } from "./checkLines.js";
import type { Command } from "commander";
import { completionScript, type Shell } from "./completion.js";
import type { CheckOptions, RetrainOptions } from "./options.js";
import { complain, listenToOutputs, write } from "./output.js";
import { createProgram } from "./program.js";
import { retrain } from "./retrainFolder.js";
import { FAILED } from "./exitStatus.js";
import { VERSION } from "./version.js";

/** The model that ships lies beside `dist/`, where this file is bundled to. */
const shippedModel = resolve(__dirname, "..", "model");

async function check(options: CheckOptions): Promise<void> {
  const { scoring, threads, adapter } = options;
  let opened: Promise<LoadedModel> | undefined;
  // Where there is nothing to check none is loaded.
  const open = (): Promise<LoadedModel> =>
    (opened ??= loadModel(options.model || shippedModel, { scoring, threads, adapter: adapter || undefined }));
  try {
    process.exitCode = await (options.jsonl ? checkLines(await open(), options) : checkFiles(open, options));
  } finally {
    await (await opened?.catch(() => undefined))?.close();
  }
}

/** The bundle of `server/main.ts`, which begins when it is loaded; who checks files does without it. */
function serve(): void {
  createRequire(__filename)(resolve(__dirname, "server.js"));
}

async function learn(options: RetrainOptions): Promise<void> {
  process.exitCode = await retrain(options, options.model || shippedModel);
}

const complete = (program: Command, shell: Shell): Promise<void> => write(completionScript(program, shell));

listenToOutputs();
createProgram(VERSION, { check, retrain: learn, serve, complete })
  .parseAsync()
  .catch((error: unknown) => {
    complain(error instanceof Error ? error.message : String(error));
    process.exitCode = FAILED;
  });
