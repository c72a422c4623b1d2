import type { OpenDocuments } from "../documents/openDocuments.js";
import type { Report } from "./reports.js";

/** One call in the future for each key; no timer runs for a key that waits for nothing. */
interface KeyedTimers {
  /** Replaces the call that waits. @param wait milliseconds */
  set(key: string, wait: number, call: () => void): void;
  clear(key: string): void;
}

function createKeyedTimers(): KeyedTimers {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  function clear(key: string): void {
    clearTimeout(timers.get(key));
    timers.delete(key);
  }

  return {
    set(key, wait, call) {
      clear(key);
      const ring = (): void => {
        timers.delete(key);
        call();
      };
      timers.set(key, setTimeout(ring, Math.max(0, wait)));
    },
    clear,
  };
}

/** The last report of each open document. */
interface LastReports {
  get(uri: string): Report | undefined;
  /** @returns the report itself */
  remember(report: Report): Report;
  forget(uri: string): void;
}

interface LastReportsOptions {
  readonly documents: OpenDocuments;
  /** Milliseconds; see `Timing.settle`. */
  readonly settle: number;
  /** The client should pull again. */
  onMore(): void;
  onReport(report: Report): void;
}

export function createLastReports({ documents, settle, onMore, onReport }: LastReportsOptions): LastReports {
  const reports = new Map<string, Report>();
  const settling = createKeyedTimers();

  /** Without this a finding that was held back would never show. */
  function settleLater({ uri, isDeferred }: Report): void {
    const change = documents.lastChange(uri);
    if (isDeferred && change) settling.set(uri, change.at + settle - Date.now(), onMore);
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
