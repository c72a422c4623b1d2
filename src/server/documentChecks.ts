import type { CancellationToken } from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { createAnalysisCache } from "./analysis.js";
import { cancelledError, pauseFor, waitAtMost, waitFor } from "./cancelled.js";
import type { DocumentRulesStore } from "./documentRules.js";
import { createLaterCalls } from "./laterCalls.js";
import type { ModelWork } from "./modelWork.js";
import { createOccasions } from "./occasions.js";
import type { OpenDocuments } from "./openDocuments.js";
import { makeReport, type Report } from "./reports.js";
import { inScoringOrder } from "./scoringOrder.js";
import type { Timing } from "./timing.js";

/** Checks the open documents and remembers the last report of each. */
export interface DocumentChecks {
  /** Waits for a typing pause, then reports what is known or becomes known soon. Rejects with `cancelledError()`. */
  check(document: TextDocument, token: CancellationToken): Promise<Report>;
  /** Reports when every sentence of the document is scored. Rejects with `cancelledError()`. */
  checkWhole(document: TextDocument, token: CancellationToken): Promise<Report>;
  lastReport(uri: string): Report | undefined;
  forget(uri: string): void;
}

export interface DocumentChecksOptions {
  readonly documents: OpenDocuments;
  readonly rules: DocumentRulesStore;
  readonly work: ModelWork;
  readonly timing: Timing;
  /** The client should pull again. */
  onMore(): void;
  onReport(report: Report): void;
}

export function createDocumentChecks(options: DocumentChecksOptions): DocumentChecks {
  const { documents, rules, timing, onMore, onReport } = options;
  const { engines, queue, problem } = options.work;
  const analyses = createAnalysisCache();
  const reports = new Map<string, Report>();
  const wholeUris = new Set<string>();
  const settling = createLaterCalls();
  const occasions = createOccasions(documents);
  const sources = { documents, analyses, occasions, wholeUris, settle: timing.settle };

  async function draft(document: TextDocument): Promise<Report> {
    const own = await rules.of(document.uri);
    const last = reports.get(document.uri);
    if (last && last.rules !== own && wasChecked(last)) occasions.want(document);
    engines.touch();
    return makeReport(document, own, last, engines.current(), sources);
  }

  const enqueue = ({ uri, pending }: Report): Promise<void> =>
    queue.put(uri, inScoringOrder(pending, documents.attention(uri)));

  /** Without this a finding that was held back would never show. */
  function settleLater({ uri, isHeld }: Report): void {
    const change = documents.lastChange(uri);
    if (isHeld && change) settling.set(uri, change.at + timing.settle - Date.now(), onMore);
    else settling.clear(uri);
  }

  /** A document that was closed meanwhile may have been opened again, of the same version but with another text. */
  function remember(document: TextDocument, report: Report): Report {
    if (documents.get(report.uri) !== document || document.version !== report.version) throw cancelledError();
    reports.set(report.uri, report);
    settleLater(report);
    onReport(report);
    return report;
  }

  return {
    async check(document, token) {
      const change = documents.lastChange(document.uri);
      const untilPause = (): number => (change ? change.at + timing.typingPause - Date.now() : 0);
      await pauseFor(untilPause() - timing.headStart, token);
      const first = await draft(document);
      const scored = enqueue(first);
      await pauseFor(untilPause(), token);
      if (first.pending.length > 0) await waitAtMost(scored, timing.answerWithin, token);
      return remember(document, await draft(document));
    },
    async checkWhole(document, token) {
      wholeUris.add(document.uri);
      occasions.want(document);
      for (let report = await draft(document); ; report = await draft(document)) {
        const isDone = report.pending.length === 0 && !report.isBlind;
        if (isDone || problem() !== undefined) return remember(document, report);
        // Putting it into the queue again, before it is done, would interrupt the batch that is being scored.
        await waitFor(report.isBlind ? engines.ready() : enqueue(report), token);
      }
    },
    lastReport: (uri) => reports.get(uri),
    forget(uri) {
      settling.clear(uri);
      reports.delete(uri);
      wholeUris.delete(uri);
      occasions.forget(uri);
      queue.drop(uri);
    },
  };
}

/** Other rules are the writer's own doing, who wants to see what they change; not where nothing was to be seen before. */
function wasChecked(report: Report): boolean {
  return report.findings.length > 0 || !isWaiting(report);
}

/** It shows less than there is to find, until the writer asks for more (`cloze.checkOn`). */
export function isWaiting(report: Report | undefined): boolean {
  return report?.unchecked.some(({ kind }) => kind === "waiting") ?? false;
}
