import type { ExtensionContext } from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";
import { activateIn } from "../activate.js";
import type { Host } from "../host.js";
import { registerNoLearning } from "./noLearning.js";
import { answerFiles } from "./files.js";
import { startServerWorker } from "./serverWorker.js";
import { wordFiles } from "./wordFiles.js";

export { deactivate } from "../activate.js";

/** The composition root in a browser. */
export function activate(context: ExtensionContext): void {
  activateIn(webHost, context);
}

const webHost: Host = {
  startServer: startServerWorker,
  createClient: (start, options) => new LanguageClient("cloze", "Cloze", start, options),
  serve: answerFiles,
  wordFiles,
  registerLearning: registerNoLearning,
};
