import { resolve } from "node:path";
import { createConnection } from "vscode-languageserver/node";
import { createChecker } from "../grammar/checker.js";
import { loadModel } from "../inference/node.js";
import { startTraining } from "../training/nodeProcess.js";
import type { Engine, ModelSettings } from "./engine.js";
import { startServer } from "./server.js";

/** The model that ships lies beside `dist/`, where this file is bundled to. */
const shippedModel = resolve(__dirname, "..", "model");

async function load({ modelPath, ...settings }: ModelSettings): Promise<Engine> {
  const model = await loadModel(modelPath === "" ? shippedModel : modelPath, settings);
  return { checker: createChecker(model), close: () => model.close() };
}

// The transport is in the arguments: --node-ipc from the extension, --stdio from other editors.
startServer(createConnection(), { load, training: { shippedModel, train: startTraining } });
