import type { TextDocument } from "vscode-languageserver-textdocument";
import type { CancellationToken } from "vscode-languageserver";
import { createAnalysisCache } from "../documents/analysis.js";
import { createCheckTriggers } from "../documents/checkTriggers.js";
import { createDocumentContexts } from "../documents/documentContexts.js";
import type { OpenDocuments } from "../documents/openDocuments.js";
import type { Published, PublishedTexts } from "../documents/publishedTexts.js";
import { cancelledError, pauseFor, waitAtMost, waitFor } from "../lsp/cancellation.js";
import type { DocumentSettings, DocumentSettingsStore } from "../settings/documentSettings.js";
import { createLastReports } from "./lastReports.js";
import { makeReport, type Report, type ReportSources } from "./reports.js";
import { inScoringOrder } from "./scoringQueue.js";
import type { ScoringService } from "./scoringService.js";
import type { Timing } from "./timing.js";

/** Checks the open documents and remembers the last report of each. */
export interface DocumentChecks {
  /** Waits for a typing pause, then reports what is known or becomes known soon. Rejects with `cancelledError()`. */
  check(document: TextDocument, token: CancellationToken): Promise<Report>;
  /** Reports when every sentence of the document is scored. Rejects with `cancelledError()`, also when it is closed or checking paused meanwhile. */
  checkWhole(document: TextDocument, token: CancellationToken): Promise<Report>;
  lastReport(uri: string): Report | undefined;
  forget(uri: string): void;
}

interface DocumentChecksOptions {
  readonly documents: OpenDocuments;
  readonly documentSettings: DocumentSettingsStore;
  readonly published: PublishedTexts;
  readonly work: ScoringService;
  readonly timing: Timing;
  /** The writer wants nothing checked now. */
  isPaused(): boolean;
  /** The client should pull again. */
  onMore(): void;
  onReport(report: Report): void;
}

/** What must be asked for before a report can be made. */
interface Known {
  readonly own: DocumentSettings;
  readonly text: Published;
}

/** Whoever asks for everything is not in the middle of a sentence. */
const NOT_TYPING = 0;

export function createDocumentChecks(options: DocumentChecksOptions): DocumentChecks {
  const { documents, timing, isPaused, onMore, onReport } = options;
  const { engines, queue, problem } = options.work;
  const analyses = createAnalysisCache();
  const reports = createLastReports({ documents, settle: timing.idleDelay, onMore, onReport });
  const wholeUris = new Set<string>();
  const triggers = createCheckTriggers(documents);
  const contexts = createDocumentContexts();
  const sources = { documents, analyses, contexts, triggers, wholeUris, settle: timing.idleDelay };

  /** Of what is known at this moment. Nothing may be waited for between this and remembering it, or what becomes known then is told to nobody. */
  function draft(document: TextDocument, { own, text }: Known, from: ReportSources = sources): Report {
    if (isPaused() || documents.get(document.uri) !== document) throw cancelledError();
    const last = reports.get(document.uri);
    if (last && last.documentSettings !== own && wasChecked(last)) triggers.request(document);
    // Who asks in vain does not use it: a model that fails is given back, and loaded anew.
    if (problem() === undefined) engines.touch();
    return makeReport(document, own, text, last, engines.current(), from);
  }

  const enqueue = ({ uri, pending }: Report): Promise<void> =>
    queue.put(uri, inScoringOrder(pending, documents.viewport(uri)));

  async function scoreWhole(document: TextDocument, token: CancellationToken): Promise<Report> {
    for (;;) {
      const report = draft(document, await knownOf(document, options), { ...sources, settle: NOT_TYPING });
      const isDone = report.pending.length === 0 && !report.isModelMissing;
      if (isDone || problem() !== undefined) return reports.remember(report);
      await waitFor(report.isModelMissing ? engines.ready() : enqueue(report), token);
    }
  }

  return {
    async check(document, token) {
      const change = documents.lastChange(document.uri);
      const untilPause = (): number => (change ? change.at + timing.typingPause - Date.now() : 0);
      await pauseFor(untilPause() - timing.headStart, token);
      const first = draft(document, await knownOf(document, options));
      const scored = enqueue(first);
      await pauseFor(untilPause(), token);
      if (first.pending.length > 0) await waitAtMost(scored, timing.answerWithin, token);
      return reports.remember(draft(document, await knownOf(document, options)));
    },
    async checkWhole(document, token) {
      const { uri } = document;
      const isNew = !wholeUris.has(uri);
      wholeUris.add(uri);
      triggers.request(document);
      try {
        return await scoreWhole(document, token);
      } catch (error) {
        if (isNew) wholeUris.delete(uri);
        void queue.drop(uri);
        onMore();
        throw error;
      }
    },
    lastReport: (uri) => reports.get(uri),
    forget(uri) {
      reports.forget(uri);
      wholeUris.delete(uri);
      triggers.forget(uri);
      void queue.drop(uri);
    },
  };
}

async function knownOf(document: TextDocument, { documentSettings, published }: DocumentChecksOptions): Promise<Known> {
  const [own, text] = await Promise.all([documentSettings.of(document.uri), published.of(document)]);
  return { own, text };
}

/** Other rules are the writer's own doing, who wants to see what they change; not where nothing was to be seen before. */
function wasChecked(report: Report): boolean {
  return report.findings.length > 0 || !isWaiting(report);
}

/** It shows less than there is to find, until the writer asks for more (`cloze.checkOn`). */
export function isWaiting(report: Report | undefined): boolean {
  return report?.unchecked.some(({ kind }) => kind === "waiting") ?? false;
}
