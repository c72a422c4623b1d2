import type { TextDocument } from "vscode-languageserver-textdocument";
import { CancellationTokenSource } from "vscode-languageserver/node";

/** Documents that the client shows in no tab, so that it never pulls for them: the source control input box. */
const PUSHED_SCHEME = "vscode-scm:";

interface PushDiagnostics {
  /** The document has changed, or more is known of it. Documents that the client pulls are none of its business. */
  update(document: TextDocument): void;
  forget(uri: string): void;
}

/** @param publish checks the document and sends what is found; stops when the token fires, and never rejects */
export function createPushDiagnostics(
  publish: (document: TextDocument, source: CancellationTokenSource) => Promise<void>,
): PushDiagnostics {
  const running = new Map<string, CancellationTokenSource>();

  function forget(uri: string): void {
    running.get(uri)?.cancel();
    running.delete(uri);
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
