import { plainSentence } from "../../grammar/annotatedText.js";
import type { Finding } from "../../grammar/findings.js";
import type { Sentence } from "../../grammar/sentences.js";
import { liesIn, type Span } from "../../grammar/span.js";
import type { Decision, FixedFinding, RefusedFinding } from "../../training/collect/decisions.js";
import type { Report } from "../checking/reports.js";
import type { ContentChange, OpenDocuments } from "../documents/openDocuments.js";
import type { DocumentSettings } from "../settings/documentSettings.js";

/** Sees what becomes of the findings in the open documents, and remembers what the writer decided. */
export interface FeedbackTracker {
  onReport(report: Report): void;
  /** The caret has moved: what the writer did to the sentence it left is done. */
  onViewport(uri: string): void;
}

interface FeedbackOptions {
  readonly documents: OpenDocuments;
  /** True for documents of a trusted folder whose settings allow it. */
  mayRemember(report: Report): boolean;
  remember(decision: Decision): void;
}

interface Watched {
  shown: readonly ShownFinding[];
  report: Report;
  /** True from an edit to the next report. */
  isStale: boolean;
}

export function createFeedbackTracker({ documents, mayRemember, remember }: FeedbackOptions): FeedbackTracker {
  const watched = new Map<string, Watched>();

  /** @returns the findings on whose sentences the writer is still at work */
  function decide({ shown, report }: Watched, caret: number | undefined): ShownFinding[] {
    const at = new Date().toISOString();
    return shown.filter((one) => {
      const { place } = one;
      const now = sentenceAt(place, report.sentences);
      const isAtWork = caret !== undefined && place.start <= caret && caret <= place.end;
      if (isAtWork && now?.text !== one.sentence.text) return true;
      const decision = classifyDecision(one, now, report, at);
      if (decision) remember(decision);
      return false;
    });
  }

  documents.onEdit((uri, edit) => {
    const known = watched.get(uri);
    if (!known) return;
    known.isStale = true;
    known.shown = known.shown.map((one) => ({ ...one, place: movePlace(one.place, edit) }));
  });
  documents.onClose((uri) => {
    const known = watched.get(uri);
    watched.delete(uri);
    if (known && !known.isStale) decide(known, undefined);
  });

  return {
    onReport(report) {
      const { uri } = report;
      if (!mayRemember(report)) return void watched.delete(uri);
      const before = watched.get(uri)?.shown ?? [];
      const open = decide({ shown: before, report, isStale: false }, documents.viewport(uri).caret);
      const isOpen = ({ place }: ShownFinding): boolean =>
        open.some((other) => place.start < other.place.end && other.place.start < place.end);
      const shown = [...open, ...shownFindingsOf(report).filter((one) => !isOpen(one))];
      if (shown.length > 0) watched.set(uri, { shown, report, isStale: false });
      else watched.delete(uri);
    },
    onViewport(uri) {
      const known = watched.get(uri);
      if (!known || known.isStale) return;
      const { caret } = documents.viewport(uri);
      const isOpen = ({ place, sentence }: ShownFinding): boolean =>
        sentenceAt(place, known.report.sentences)?.text !== sentence.text;
      const open = known.shown.filter(isOpen);
      if (open.length === 0) return;
      const atWork = decide({ ...known, shown: open }, caret);
      known.shown = known.shown.filter((one) => !isOpen(one) || atWork.includes(one));
    },
  };
}

/** A finding that the writer sees, with its sentence as it was when the finding was reported. */
interface ShownFinding {
  readonly finding: Finding;
  readonly sentence: Sentence;
  /** The sentence in the document, with its markup. */
  readonly original: string;
  readonly documentSettings: DocumentSettings;
  /** How many directives the document had. */
  readonly directives: number;
  /** Where the sentence stands by now. */
  readonly place: Span;
}

function shownFindingsOf({ findings, carried, sentences, text, documentSettings }: Report): ShownFinding[] {
  const directives = countDirectives(text);
  return findings.flatMap((finding) => {
    const sentence = sentences.find((one) => liesIn(finding.anchor, one));
    // One that was found in an older text says nothing of the sentence as it is.
    if (!sentence || carried.has(finding)) return [];
    const place = { start: sentence.start, end: sentence.end };
    return [{ finding, sentence, original: text.slice(place.start, place.end), documentSettings, directives, place }];
  });
}

/** Directives that silence something, as the quick fix writes them. */
function countDirectives(text: string): number {
  return text.match(/cloze-(?:disable|ignore)/gu)?.length ?? 0;
}

/** A sentence grows and shrinks with the edits in it and at its ends, and moves with those before it. */
function movePlace(place: Span, { start, end, length }: ContentChange): Span {
  const by = length - (end - start);
  if (start > place.end) return place;
  if (end < place.start) return { start: place.start + by, end: place.end + by };
  return { start: Math.min(place.start, start), end: Math.max(place.end, end) + by };
}

/** The sentence that stands there now; `undefined` if it is none or several, so that nobody can tell what became of it. */
function sentenceAt(place: Span, sentences: readonly Sentence[]): Sentence | undefined {
  const [found, ...others] = sentences.filter(({ start, end }) => start < place.end && place.start < end);
  return others.length === 0 ? found : undefined;
}

/** A change of more words is a new thought, not a correction. */
const MOST_REMOVED = 3;
const MOST_ADDED = 4;

/**
 * What the writer did about a finding.
 * @param now the sentence that stands in its place in the report; one that is silenced as a whole is not in it any more
 * @returns `undefined` if it was nothing, or nothing to learn from
 */
function classifyDecision(
  one: ShownFinding,
  now: Sentence | undefined,
  report: Report,
  at: string,
): Decision | undefined {
  if (now && now.text !== one.sentence.text) return corrected(one, now, report, at);
  return isRefused(one, now, report) ? refused(one, at) : undefined;
}

/** By a directive that came into the document, or by a pair that the settings ignore now. */
function isRefused(one: ShownFinding, now: Sentence | undefined, { text, documentSettings }: Report): boolean {
  const { original, fixes } = one.finding;
  const ignores = ({ policy }: Report["documentSettings"]): boolean => policy.isIgnored(original, fixes[0]?.text ?? "");
  if (now && ignores(documentSettings) && !ignores(one.documentSettings)) return true;
  const stands = text.slice(one.place.start, one.place.end).includes(one.original);
  const isSilent = now ? now.suppressed?.includes(Math.min(wordRange(one)[0], now.words.length - 1)) : stands;
  return isSilent === true && countDirectives(text) > one.directives;
}

/** The words that the finding, or one of its competitors, is about; an empty range for a gap. */
function wordRange({ finding, sentence }: ShownFinding, { start, end }: Span = finding): [first: number, end: number] {
  const first = sentence.words.findIndex((word) => word.end > start);
  if (first < 0) return [sentence.words.length, sentence.words.length];
  const after = sentence.words.findIndex((word) => word.start >= end);
  return [first, Math.max(first, after < 0 ? sentence.words.length : after)];
}

function refused(one: ShownFinding, at: string): RefusedFinding {
  const [first, end] = wordRange(one);
  const [fix] = one.finding.fixes;
  const { text, words } = plainSentence(one.sentence);
  const from = words[first]?.start ?? text.length;
  const to = first === end ? from : (words[end - 1]?.end ?? text.length);
  return { kind: "ignored", at, text, start: from, end: to, ...(fix ? { fix: fix.text.trim() } : {}) };
}

function corrected(one: ShownFinding, now: Sentence, report: Report, at: string): FixedFinding | undefined {
  const before = one.sentence.words;
  const after = now.words;
  const head = countSame(before.length, after.length, (index) => before[index]!.text === after[index]!.text);
  const tail = countSame(
    before.length - head,
    after.length - head,
    (index) => before[before.length - 1 - index]!.text === after[after.length - 1 - index]!.text,
  );
  const removed = before.slice(head, before.length - tail);
  const added = after.slice(head, after.length - tail);
  if (removed.length + added.length === 0) return undefined;
  if (removed.length > MOST_REMOVED || added.length > MOST_ADDED) return undefined;
  if ([...removed, ...added].some(({ kind }) => kind === "opaque")) return undefined;
  const changed: [number, number] = [head, before.length - tail];
  const corrections = [one.finding, ...one.finding.competing];
  if (!corrections.some((correction) => touches(wordRange(one, correction), changed))) return undefined;
  const kind = isOffered(one, report.text.slice(now.start, now.end)) ? "accepted" : "byHand";
  return { kind, at, source: plainSentence(one.sentence).text, target: plainSentence(now).text };
}

function countSame(a: number, b: number, isSame: (index: number) => boolean): number {
  let count = 0;
  while (count < a && count < b && isSame(count)) count++;
  return count;
}

/** A gap is touched by what happens at it, words only by what happens to them. */
function touches([first, end]: [number, number], [from, to]: [number, number]): boolean {
  return first === end ? from <= first && first <= to : from < end && first < to;
}

/** True if the sentence is what one of the fixes would have made of it. */
function isOffered({ finding, sentence, original }: ShownFinding, now: string): boolean {
  return [finding, ...finding.competing].some(({ start, end, fixes }) => {
    const head = original.slice(0, start - sentence.start);
    const tail = original.slice(end - sentence.start);
    return fixes.some(({ text }) => `${head}${text}${tail}` === now);
  });
}
