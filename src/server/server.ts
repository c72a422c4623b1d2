import { config } from "@vscode/l10n";
import {
  CodeActionKind,
  TextDocumentSyncKind,
  type CancellationTokenSource,
  type Connection,
  type InitializeParams,
  type InitializeResult,
} from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { isCancelledError } from "./cancelled.js";
import { abilitiesOf } from "./clientAbilities.js";
import { isWaiting } from "./documentChecks.js";
import type { LoadEngine } from "./engine.js";
import { fixAllKind } from "./fixAll.js";
import { registerCommandHandlers } from "./commandHandlers.js";
import { createGuard } from "./guard.js";
import { registerHandlers } from "./handlers.js";
import { registerLearningHandlers } from "./learning/handlers.js";
import type { Training } from "./learning/training.js";
import { registerOwnHandlers } from "./ownHandlers.js";
import { diagnosticsOf } from "./presentFindings.js";
import { createPushedDocuments } from "./pushedDocuments.js";
import { createSession, type Session } from "./session.js";
import { defaultTiming, type Timing } from "./timing.js";
import { registerWatchers } from "./watchers.js";

export interface ServerOptions {
  readonly load: LoadEngine;
  readonly timing?: Timing;
  /** Without it the server checks, but does not learn. */
  readonly training?: Training;
}

/** Speaks LSP on the connection until it closes. The caller has made the connection and brings the model. */
export function startServer(connection: Connection, { load, timing = defaultTiming, training }: ServerOptions): void {
  const session: Session = createSession({
    connection,
    load,
    timing,
    training,
    onRefresh: () => session.documents.all().forEach(pushed.update),
  });
  const guard = createGuard(session.voice.logError);
  const pushed = createPushedDocuments((document, source) => publish(connection, session, document, source));

  connection.onInitialize((params) => {
    adopt(params, session);
    return capabilities;
  });
  connection.onShutdown(session.dispose);
  registerHandlers(connection, session, guard);
  registerOwnHandlers(connection, session, guard);
  registerCommandHandlers(connection, session, guard);
  registerLearningHandlers(connection, session, guard);
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
  const client = abilitiesOf(params, session.voice.warn);
  session.state.client = client;
  session.state.paused = client.startsPaused;
  if (client.texts) config({ contents: client.texts });
  session.learning.adopt(client);
  session.projects.setDictionaries(client.dictionaries);
  session.ignoredHere.set(client.ignoredHere);
  if (client.isTrusted) session.projects.setFolders(params.workspaceFolders ?? []);
}

async function publish(
  connection: Connection,
  session: Session,
  document: TextDocument,
  source: CancellationTokenSource,
): Promise<void> {
  try {
    const report = session.state.paused ? undefined : await session.checks.check(document, source.token);
    const diagnostics = report ? diagnosticsOf(report, document) : [];
    if (!source.token.isCancellationRequested) {
      await connection.sendDiagnostics({ uri: document.uri, version: document.version, diagnostics });
    }
  } catch (error) {
    if (!isCancelledError(error)) session.voice.logError("publish", error);
  }
}
