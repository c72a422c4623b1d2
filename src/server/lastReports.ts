import { createLaterCalls } from "./laterCalls.js";
import type { OpenDocuments } from "./openDocuments.js";
import type { Report } from "./reports.js";

/** The last report of each open document. */
export interface LastReports {
  get(uri: string): Report | undefined;
  /** @returns the report itself */
  remember(report: Report): Report;
  forget(uri: string): void;
}

export interface LastReportsOptions {
  readonly documents: OpenDocuments;
  /** Milliseconds; see `Timing.settle`. */
  readonly settle: number;
  /** The client should pull again. */
  onMore(): void;
  onReport(report: Report): void;
}

export function createLastReports({ documents, settle, onMore, onReport }: LastReportsOptions): LastReports {
  const reports = new Map<string, Report>();
  const settling = createLaterCalls();

  /** Without this a finding that was held back would never show. */
  function settleLater({ uri, isHeld }: Report): void {
    const change = documents.lastChange(uri);
    if (isHeld && change) settling.set(uri, change.at + settle - Date.now(), onMore);
    else settling.clear(uri);
  }

  return {
    get: (uri) => reports.get(uri),
    remember(report) {
      reports.set(report.uri, report);
      settleLater(report);
      onReport(report);
      return report;
    },
    forget(uri) {
      settling.clear(uri);
      reports.delete(uri);
    },
  };
}
