import type { TextDocument } from "vscode-languageserver-textdocument";
import { CancellationTokenSource, type Connection } from "vscode-languageserver";
import { isCancelledError } from "../lsp/cancellation.js";
import type { Session } from "../session.js";
import { diagnosticsOf } from "./diagnostics.js";

/** Documents that VS Code shows in no tab, so that it never pulls for them: the source control input box. */
const NEVER_PULLED = "vscode-scm:";

/** Sends findings of documents for which the client does not ask. */
interface PushDiagnostics {
  /** The document has changed, or more is known of it. Documents that the client pulls are left to it. */
  update(document: TextDocument): void;
  forget(uri: string): void;
}

export function createPushDiagnostics(connection: Connection, session: Session): PushDiagnostics {
  const running = new Map<string, CancellationTokenSource>();

  const isPushed = (uri: string): boolean => !session.state.client.canPull || uri.startsWith(NEVER_PULLED);

  function stop(uri: string): void {
    running.get(uri)?.cancel();
    running.delete(uri);
  }

  async function publish(document: TextDocument, source: CancellationTokenSource): Promise<void> {
    try {
      const report = session.state.paused ? undefined : await session.checks.check(document, source.token);
      const diagnostics = report ? diagnosticsOf(report, document, session.pageOf) : [];
      if (!source.token.isCancellationRequested) {
        await connection.sendDiagnostics({ uri: document.uri, version: document.version, diagnostics });
      }
    } catch (error) {
      if (!isCancelledError(error)) session.notifier.logError("publish", error);
    }
  }

  return {
    update(document) {
      if (!isPushed(document.uri)) return;
      stop(document.uri);
      const source = new CancellationTokenSource();
      running.set(document.uri, source);
      void publish(document, source);
    },
    forget(uri) {
      stop(uri);
      // What was sent stays with the client until it is told otherwise.
      if (isPushed(uri)) void connection.sendDiagnostics({ uri, diagnostics: [] });
    },
  };
}
