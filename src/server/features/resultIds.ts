import {
  type Diagnostic,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
} from "vscode-languageserver/node";
import type { FindingData } from "./diagnostics.js";

/** Names the reports that went out, so that one like the last needs no sending. */
export interface ResultIds {
  /** @param previousId what the client says it has */
  answer(uri: string, items: Diagnostic[], previousId: string | undefined): DocumentDiagnosticReport;
  forget(uri: string): void;
}

export function createResultIds(): ResultIds {
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
