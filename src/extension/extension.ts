import { EventEmitter, window, workspace, type ExtensionContext } from "vscode";
import { attention, wordsFile, type RetrainProgressParams } from "../protocol.js";
import { createAttentionSender } from "./attentionSender.js";
import { checkedLanguages } from "./client.js";
import { registerCommands } from "./commands/register.js";
import { createLikelihoodView } from "./commands/sentenceLikelihood.js";
import { createModelStatus } from "./retrain/modelStatus.js";
import { storageFolder } from "./retrain/storage.js";
import { registerRetraining } from "./retrain/register.js";
import { createPause } from "./pause.js";
import { createServerHost, type ServerHost } from "./serverHost.js";
import { createSituations } from "./situation.js";
import { createStatusItems } from "./statusItems.js";

let running: ServerHost | undefined;

/** The extension's only composition root. */
export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel("Cloze", { log: true });
  const situations = createSituations();
  const wordsWatcher = workspace.createFileSystemWatcher(`**/${wordsFile}`);
  const modelStatus = createModelStatus();
  const retrainProgress = new EventEmitter<RetrainProgressParams>();
  const pause = createPause(() => server);
  const server = createServerHost({
    context,
    log,
    wordsWatcher,
    initialization: () => ({
      paused: pause.isPaused(),
      trusted: workspace.isTrusted,
      ...storageFolder(context.storageUri),
    }),
    onStatus: situations.setServer,
    onDocumentStatus: situations.setDocument,
    onRetrainProgress: (progress) => retrainProgress.fire(progress),
    onModelInUse: (model) => modelStatus.show(model),
  });
  const likelihoods = createLikelihoodView(server);
  running = server;

  context.subscriptions.push(
    log,
    wordsWatcher,
    likelihoods,
    ...createStatusItems(situations),
    ...createAttentionSender((params) => server.notify(attention, params)),
    ...registerCommands({ server, pause, likelihoods, log }),
    modelStatus,
    ...registerRetraining({ context, server, log, progress: retrainProgress }),
    workspace.onDidCloseTextDocument(({ uri }) => situations.forgetDocument(uri.toString())),
    // Trust lets the workspace's own dictionary in.
    workspace.onDidGrantWorkspaceTrust(() => server.restart()),
    restartOnNewLanguages(server),
  );
  // The window does not wait for the server; the status tells how it fares.
  void server.restart();
}

/** The client fixes its languages when it is made, so another set of them needs another client. */
function restartOnNewLanguages(server: ServerHost): { dispose(): void } {
  const current = (): string => Object.keys(checkedLanguages()).sort().join();
  let known = current();
  return workspace.onDidChangeConfiguration((event) => {
    if (!event.affectsConfiguration("cloze.languages") || current() === known) return;
    known = current();
    void server.restart();
  });
}

export async function deactivate(): Promise<void> {
  await running?.stop();
}
