import type { Decision } from "../../training/decisions/decision.js";
import type { Report } from "../checking/reports.js";
import type { OpenDocuments } from "../documents/openDocuments.js";
import { classifyDecision } from "./judgeStanding.js";
import { movePlace, sentenceAt, type ShownFinding, shownFindingsOf } from "./standing.js";

/** Sees what becomes of the findings in the open documents, and remembers what the writer decided. */
export interface FeedbackTracker {
  onReport(report: Report): void;
  /** The caret has moved: what the writer did to the sentence it left is done. */
  onAttention(uri: string): void;
}

interface RememberingOptions {
  readonly documents: OpenDocuments;
  /** True for documents of a trusted folder whose settings allow it. */
  mayRemember(report: Report): boolean;
  remember(decision: Decision): void;
}

interface Watched {
  standings: readonly ShownFinding[];
  report: Report;
  /** True from an edit to the next report. */
  isStale: boolean;
}

export function createFeedbackTracker({ documents, mayRemember, remember }: RememberingOptions): FeedbackTracker {
  const watched = new Map<string, Watched>();

  /** @returns the findings on whose sentences the writer is still at work */
  function judge({ standings, report }: Watched, caret: number | undefined): ShownFinding[] {
    const at = new Date().toISOString();
    return standings.filter((standing) => {
      const { place } = standing;
      const now = sentenceAt(place, report.sentences);
      const isAtWork = caret !== undefined && place.start <= caret && caret <= place.end;
      if (isAtWork && now?.text !== standing.sentence.text) return true;
      const decision = classifyDecision(standing, now, report, at);
      if (decision) remember(decision);
      return false;
    });
  }

  documents.onEdit((uri, edit) => {
    const known = watched.get(uri);
    if (!known) return;
    known.isStale = true;
    known.standings = known.standings.map((standing) => ({ ...standing, place: movePlace(standing.place, edit) }));
  });
  documents.onClose((uri) => {
    const known = watched.get(uri);
    watched.delete(uri);
    if (known && !known.isStale) judge(known, undefined);
  });

  return {
    onReport(report) {
      const { uri } = report;
      if (!mayRemember(report)) return void watched.delete(uri);
      const before = watched.get(uri)?.standings ?? [];
      const open = judge({ standings: before, report, isStale: false }, documents.didChangeViewport(uri).caret);
      const isOpen = ({ place }: ShownFinding): boolean =>
        open.some((other) => place.start < other.place.end && other.place.start < place.end);
      const standings = [...open, ...shownFindingsOf(report).filter((standing) => !isOpen(standing))];
      if (standings.length > 0) watched.set(uri, { standings, report, isStale: false });
      else watched.delete(uri);
    },
    onAttention(uri) {
      const known = watched.get(uri);
      if (!known || known.isStale) return;
      const { caret } = documents.didChangeViewport(uri);
      const isOpen = ({ place, sentence }: ShownFinding): boolean =>
        sentenceAt(place, known.report.sentences)?.text !== sentence.text;
      const open = known.standings.filter(isOpen);
      if (open.length === 0) return;
      const atWork = judge({ ...known, standings: open }, caret);
      known.standings = known.standings.filter((standing) => !isOpen(standing) || atWork.includes(standing));
    },
  };
}
