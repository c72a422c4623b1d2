import { config } from "@vscode/l10n";
import { EventEmitter, type ExtensionContext, l10n, window, workspace } from "vscode";
import {
  didChangeViewport,
  filesChanged,
  ignoredHere,
  type ModelInUseParams,
  type RetrainProgressParams,
} from "../protocol.js";
import { checkedLanguages } from "./client.js";
import { registerCommands } from "./commands/registerCommands.js";
import { createLikelihoodView } from "./commands/sentenceLikelihood.js";
import { watchConfigurationFiles } from "./configurationFiles.js";
import { createDictionaries } from "./dictionary/dictionaries.js";
import { createIgnoredSentenceStore, type IgnoredSentenceStore } from "./dictionary/ignoredSentenceStore.js";
import { createPause } from "./pause.js";
import type { Host } from "./host.js";
import { storageFolders } from "./storage.js";
import { createServerHost, type ServerHost } from "./serverHost.js";
import { createModelStatus, createStatusItems } from "./status/statusItems.js";
import { createStatusState } from "./status/statusState.js";
import { createViewportSender } from "./viewportSender.js";
import { createWorkspaceFindings } from "./workspace/workspaceFindings.js";

let running: ServerHost | undefined;

/** What both composition roots have in common. @param host what they have not */
export function activateIn(host: Host, context: ExtensionContext): void {
  // The parts that run without an editor have their texts from the same table.
  if (l10n.bundle) config({ contents: l10n.bundle });
  const log = window.createOutputChannel("Cloze", { log: true });
  const statuses = createStatusState();
  const ignored = createIgnoredSentenceStore(context.workspaceState);
  const dictionaries = createDictionaries(context, host.wordFiles, (file) =>
    server.notify(filesChanged, { changes: [{ uri: file.toString(), type: 2 }] }),
  );
  const ownFiles = watchConfigurationFiles(dictionaries, context);
  const modelStatus = createModelStatus();
  const retrainProgress = new EventEmitter<RetrainProgressParams>();
  const modelInUse = new EventEmitter<ModelInUseParams>();
  const pause = createPause(() => server);
  const server = createServerHost({
    host,
    context,
    log,
    ownFiles,
    initialization: () => ({
      paused: pause.isPaused(),
      trusted: workspace.isTrusted,
      hasCommands: true,
      userDictionary: dictionaries.user.toString(),
      ...(dictionaries.workspace ? { workspaceDictionary: dictionaries.workspace.toString() } : {}),
      ...(l10n.bundle ? { texts: l10n.bundle } : {}),
      ignoredHere: keysOf(ignored),
      ...storageFolders(context),
    }),
    onStatus: statuses.setServer,
    onDocumentStatus: statuses.setDocument,
    onRetrainProgress: (progress) => retrainProgress.fire(progress),
    onModelInUse: (model) => modelInUse.fire(model),
  });
  const likelihoods = createLikelihoodView(server);
  const onFileChange = ownFiles.flatMap((files) => [files.onDidChange, files.onDidCreate, files.onDidDelete]);
  const onRulesChange = [...onFileChange, modelInUse.event];
  const findings = createWorkspaceFindings({ server, statuses, onRulesChange, log });
  running = server;

  context.subscriptions.push(
    log,
    ...ownFiles,
    likelihoods,
    findings,
    ...createStatusItems(statuses),
    ...createViewportSender((params) => server.notify(didChangeViewport, params)),
    ...registerCommands({ context, server, statuses, pause, likelihoods, dictionaries, findings, ignored, log }),
    ignored.onChange(() => server.notify(ignoredHere, { keys: keysOf(ignored) })),
    modelInUse,
    modelStatus,
    modelInUse.event(modelStatus.show),
    ...host.registerLearning({ context, server, ignored, log, progress: retrainProgress }),
    workspace.onDidCloseTextDocument(({ uri }) => statuses.forgetDocument(uri.toString())),
    // Trust lets the workspace's own dictionary in.
    workspace.onDidGrantWorkspaceTrust(() => server.restart()),
    restartOnNewLanguages(server),
  );
  // The window does not wait for the server; the status tells how it fares.
  void server.restart();
}

function keysOf(ignored: IgnoredSentenceStore): string[] {
  return ignored.all().map(({ key }) => key);
}

/** The client fixes its languages when it is made, so another set of them needs another client. */
function restartOnNewLanguages(server: ServerHost): { dispose(): void } {
  const current = (): string => Object.keys(checkedLanguages()).sort().join();
  let known = current();
  return workspace.onDidChangeConfiguration((event) => {
    const isAbout = event.affectsConfiguration("cloze.languages") || event.affectsConfiguration("cloze.comments");
    if (!isAbout || current() === known) return;
    known = current();
    void server.restart();
  });
}

export async function deactivate(): Promise<void> {
  await running?.stop();
}
