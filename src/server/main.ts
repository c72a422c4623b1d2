import { basename, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { createConnection } from "vscode-languageserver/node";
import { createChecker } from "../grammar/checker.js";
import { loadModel } from "../inference/node/loadModel.js";
import { startTraining } from "../training/node/startTraining.js";
import { type Engine, type EngineSettings, fingerprintOf } from "./checking/engine.js";
import { fileLearning } from "./learning/learningRequests.js";
import { createNodeMachine } from "./nodeMachine.js";
import { startServer } from "./server.js";

// Both lie beside `dist/`, where this file is bundled to.
const shippedModel = resolve(__dirname, "..", "model");
const kindPages = pathToFileURL(resolve(__dirname, "..", "docs", "kinds")).href;

async function load({ modelPath, ...settings }: EngineSettings): Promise<Engine> {
  const model = await loadModel(modelPath === "" ? shippedModel : modelPath, settings);
  const fingerprint = await fingerprintOf(model, basename(settings.adapter ?? ""));
  return { checker: createChecker(model), fingerprint, close: () => model.close() };
}

// Nobody listens any more: what is being computed is for nobody, and what would be said of it has nowhere to go.
const end = (): void => process.exit(1);
process.stdout.on("error", end);
process.on("disconnect", end);

// The transport is in the arguments: --node-ipc from the extension, --stdio from other editors.
const learning = fileLearning({ shippedModel, train: startTraining });
startServer(createConnection(), { load, kindPages, machine: createNodeMachine(), learning });
