import type { Finding } from "../../grammar/findings.js";
import type { Sentence } from "../../grammar/sentences.js";
import { liesIn, type Span } from "../../grammar/span.js";
import type { Report } from "../checking/reports.js";
import type { ContentChange } from "../documents/openDocuments.js";
import type { DocumentSettings } from "../settings/documentSettings.js";

/** A finding that the writer sees, with its sentence as it was when the finding was reported. */
export interface ShownFinding {
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

export function shownFindingsOf({ findings, carried, sentences, text, documentSettings }: Report): ShownFinding[] {
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
export function countDirectives(text: string): number {
  return text.match(/cloze-(?:disable|ignore)/gu)?.length ?? 0;
}

/** A sentence grows and shrinks with the edits in it and at its ends, and moves with those before it. */
export function movePlace(place: Span, { start, end, length }: ContentChange): Span {
  const by = length - (end - start);
  if (start > place.end) return place;
  if (end < place.start) return { start: place.start + by, end: place.end + by };
  return { start: Math.min(place.start, start), end: Math.max(place.end, end) + by };
}

/** The sentence that stands there now; `undefined` if it is none or several, so that nobody can tell what became of it. */
export function sentenceAt(place: Span, sentences: readonly Sentence[]): Sentence | undefined {
  const [found, ...others] = sentences.filter(({ start, end }) => start < place.end && place.start < end);
  return others.length === 0 ? found : undefined;
}
