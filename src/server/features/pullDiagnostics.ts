import {
  type CancellationToken,
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
} from "vscode-languageserver";
import type { RunSafe } from "../lsp/runSafe.js";
import type { Session } from "../session.js";
import { diagnosticsOf, type FindingData } from "./diagnostics.js";

/** Answers the client that asks for the findings of a document. */
export function registerPullDiagnostics(connection: Connection, session: Session, runSafe: RunSafe): void {
  const resultIds = createResultIds();
  session.documents.onClose((uri) => resultIds.forget(uri));
  connection.languages.diagnostics.on(
    runSafe(
      "diagnostics",
      (params: DocumentDiagnosticParams, token: CancellationToken) => pull(params, token, session, resultIds),
      unknownReport,
    ),
  );
}

async function pull(
  { textDocument, previousResultId }: DocumentDiagnosticParams,
  token: CancellationToken,
  session: Session,
  resultIds: ResultIds,
): Promise<DocumentDiagnosticReport> {
  const document = session.documents.get(textDocument.uri);
  if (!document || session.state.paused) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
  const report = await session.checks.check(document, token);
  return resultIds.answer(document.uri, diagnosticsOf(report, document, session.pageOf), previousResultId);
}

/** After an error: what the client has stays, and findings do not vanish because of us. */
function unknownReport({ previousResultId }: DocumentDiagnosticParams): DocumentDiagnosticReport {
  return previousResultId === undefined
    ? { kind: DocumentDiagnosticReportKind.Full, items: [] }
    : { kind: DocumentDiagnosticReportKind.Unchanged, resultId: previousResultId };
}

/** Names the reports that went out, so that one like the last needs no sending. */
interface ResultIds {
  /** @param previousId what the client says it has */
  answer(uri: string, items: Diagnostic[], previousId: string | undefined): DocumentDiagnosticReport;
  forget(uri: string): void;
}

function createResultIds(): ResultIds {
  const sent = new Map<string, { resultId: string; content: string }>();
  let count = 0;
  return {
    answer(uri, items, previousId) {
      const content = JSON.stringify(items.map(withoutVersion));
      const last = sent.get(uri);
      if (last?.content === content && last.resultId === previousId) {
        return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: last.resultId };
      }
      const resultId = String(++count);
      sent.set(uri, { resultId, content });
      return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
    },
    forget: (uri) => sent.delete(uri),
  };
}

/** A diagnostic whose text and place are the same is the same on every version. */
function withoutVersion(diagnostic: Diagnostic): Diagnostic {
  return { ...diagnostic, data: { ...(diagnostic.data as FindingData), version: 0 } };
}
