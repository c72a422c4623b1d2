import { createHash } from "node:crypto";
import { resolve } from "node:path";
import { createConnection } from "vscode-languageserver/node";
import { createChecker } from "../grammar/checker.js";
import { loadModel } from "../inference/node.js";
import type { Engine, ModelSettings } from "./engine.js";
import { startServer } from "./server.js";

/** The model that ships lies beside `dist/`, where this file is bundled to. */
const shippedModel = resolve(__dirname, "..", "model");

async function load({ modelPath, scoring, threads }: ModelSettings): Promise<Engine> {
  const model = await loadModel(modelPath === "" ? shippedModel : modelPath, { scoring, threads });
  const fingerprint = fingerprintOf(model.contract.files);
  return { checker: createChecker(model), fingerprint, close: () => model.close() };
}

/** Of the checksums of all files: short enough to be read out. */
function fingerprintOf(files: Readonly<Record<string, string>>): string {
  return createHash("sha256").update(Object.values(files).sort().join()).digest("hex").slice(0, 12);
}

// The transport is in the arguments: --node-ipc from the extension, --stdio from other editors.
startServer(createConnection(), { load });
