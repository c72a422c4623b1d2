import type { TextDocument } from "vscode-languageserver-textdocument";
import { CancellationTokenSource, type Connection } from "vscode-languageserver/node";
import { isCancelledError } from "../lsp/cancellation.js";
import type { Session } from "../session.js";
import { diagnosticsOf } from "./diagnostics.js";

/** Documents that the client shows in no tab, so that it never pulls for them: the source control input box. */
const PUSHED_SCHEME = "vscode-scm:";

/** Sends findings of documents for which the client does not ask. */
interface PushDiagnostics {
  /** The document has changed, or more is known of it. Documents that the client pulls are none of its business. */
  update(document: TextDocument): void;
  forget(uri: string): void;
}

export function createPushDiagnostics(connection: Connection, session: Session): PushDiagnostics {
  const running = new Map<string, CancellationTokenSource>();

  function forget(uri: string): void {
    running.get(uri)?.cancel();
    running.delete(uri);
  }

  async function publish(document: TextDocument, source: CancellationTokenSource): Promise<void> {
    try {
      const report = session.state.paused ? undefined : await session.checks.check(document, source.token);
      const diagnostics = report ? diagnosticsOf(report, document) : [];
      if (!source.token.isCancellationRequested) {
        await connection.sendDiagnostics({ uri: document.uri, version: document.version, diagnostics });
      }
    } catch (error) {
      if (!isCancelledError(error)) session.notifier.logError("publish", error);
    }
  }

  return {
    update(document) {
      if (!document.uri.startsWith(PUSHED_SCHEME)) return;
      forget(document.uri);
      const source = new CancellationTokenSource();
      running.set(document.uri, source);
      void publish(document, source);
    },
    forget,
  };
}
