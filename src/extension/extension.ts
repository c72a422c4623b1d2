import { type ExtensionContext, workspace } from "vscode";
import { LanguageClient } from "vscode-languageclient/node";
import { activateIn } from "./activate.js";
import { diskWordFiles } from "./dictionary/diskWordFiles.js";
import type { Host } from "./host.js";
import { registerRetraining } from "./retrain/retrainCommand.js";
import { startServerProcess } from "./serverProcess.js";

export { deactivate } from "./activate.js";

/** The composition root where there is Node. */
export function activate(context: ExtensionContext): void {
  activateIn(nodeHost, context);
}

const nodeHost: Host = {
  startServer: (context, log) => startServerProcess(context.asAbsolutePath("dist/server.js"), workspaceFolder(), log),
  createClient: (start, options) => new LanguageClient("cloze", "Cloze", start, options),
  serve: () => [],
  wordFiles: diskWordFiles,
  registerLearning: registerRetraining,
};

/** Where a model's path that is not absolute begins. */
function workspaceFolder(): string | undefined {
  const uri = workspace.workspaceFolders?.[0]?.uri;
  return uri?.scheme === "file" ? uri.fsPath : undefined;
}
