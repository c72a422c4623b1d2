import { config } from "@vscode/l10n";
import {
  CodeActionKind,
  type Connection,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import { isWaiting } from "./checking/documentChecks.js";
import type { LoadEngine } from "./checking/engine.js";
import { defaultTiming, type Timing } from "./checking/timing.js";
import { registerCommandHandlers } from "./features/commandHandlers.js";
import { registerCustomHandlers } from "./features/customHandlers.js";
import { fixAllKind } from "./features/fixAll.js";
import { registerLanguageHandlers } from "./features/languageHandlers.js";
import { registerPullDiagnostics } from "./features/pullDiagnostics.js";
import { createPushDiagnostics } from "./features/pushDiagnostics.js";
import type { LearningPart } from "./learning/learningPart.js";
import { resolveCapabilities } from "./lsp/clientCapabilities.js";
import { createRunSafe } from "./lsp/runSafe.js";
import type { Machine } from "./machine.js";
import { createSession, type KindPages, type Session } from "./session.js";
import { registerWatchers } from "./settings/watchers.js";

interface ServerOptions {
  readonly load: LoadEngine;
  readonly timing?: Timing;
  readonly kindPages?: KindPages;
  readonly machine: Machine;
  readonly learning: LearningPart<Session>;
}

/** Speaks LSP on the connection until it closes. The caller has made the connection and brings the model. */
export function startServer(connection: Connection, options: ServerOptions): void {
  const { load, timing = defaultTiming, kindPages, machine, learning } = options;
  const session: Session = createSession({
    connection,
    load,
    timing,
    kindPages,
    machine,
    createLearning: learning.create,
    onRefresh: () => session.documents.all().forEach(pushed.update),
  });
  const runSafe = createRunSafe(session.notifier.logError);
  const pushed = createPushDiagnostics(connection, session);

  connection.onInitialize((params) => {
    adopt(params, session);
    return capabilities;
  });
  connection.onShutdown(session.dispose);
  registerPullDiagnostics(connection, session, runSafe);
  registerLanguageHandlers(connection, session, runSafe);
  registerCustomHandlers(connection, session, runSafe);
  registerCommandHandlers(connection, session, runSafe);
  learning.register(connection, session, runSafe);
  registerWatchers(connection, session);
  session.documents.onChange(pushed.update);
  session.documents.onSave(({ uri }) => {
    if (isWaiting(session.checks.lastReport(uri))) session.refresh();
  });
  session.documents.onClose((uri) => {
    pushed.forget(uri);
    session.forget(uri);
  });
  session.documents.listen(connection);
  connection.listen();
}

const capabilities: InitializeResult = {
  capabilities: {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    diagnosticProvider: { identifier: "cloze", interFileDependencies: false, workspaceDiagnostics: false },
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind], resolveProvider: true },
    hoverProvider: true,
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  },
};

function adopt(params: InitializeParams, session: Session): void {
  const client = resolveCapabilities(params, session.notifier.warn);
  session.state.client = client;
  session.state.paused = client.startsPaused;
  if (client.texts) config({ contents: client.texts });
  session.learning.adopt(client);
  session.projects.setDictionaries(client.dictionaries);
  session.ignoredHere.set(client.ignoredHere);
  if (client.isTrusted) session.projects.setFolders(params.workspaceFolders ?? []);
}
