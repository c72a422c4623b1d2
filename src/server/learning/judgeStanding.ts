import { plainSentence } from "../../grammar/annotatedText.js";
import type { Sentence } from "../../grammar/sentences.js";
import type { Span } from "../../grammar/span.js";
import type { Decision, FixedFinding, RefusedFinding } from "../../training/decisions/decision.js";
import type { Report } from "../checking/reports.js";
import { countDirectives, type ShownFinding } from "./standing.js";

/** A change of more words is a new thought, not a correction. */
const MOST_REMOVED = 3;
const MOST_ADDED = 4;

/**
 * What the writer did about a finding.
 * @param now the sentence that stands in its place in the report; one that is silenced as a whole is not in it any more
 * @returns `undefined` if it was nothing, or nothing to learn from
 */
export function classifyDecision(
  standing: ShownFinding,
  now: Sentence | undefined,
  report: Report,
  at: string,
): Decision | undefined {
  if (now && now.text !== standing.sentence.text) return corrected(standing, now, report, at);
  return isRefused(standing, now, report) ? refused(standing, at) : undefined;
}

/** By a directive that came into the document, or by a pair that the settings ignore now. */
function isRefused(standing: ShownFinding, now: Sentence | undefined, { text, documentSettings }: Report): boolean {
  const { original, fixes } = standing.finding;
  const ignores = ({ policy }: Report["documentSettings"]): boolean => policy.isIgnored(original, fixes[0]?.text ?? "");
  if (now && ignores(documentSettings) && !ignores(standing.documentSettings)) return true;
  const stands = text.slice(standing.place.start, standing.place.end).includes(standing.original);
  const isSilent = now ? now.suppressed?.includes(Math.min(wordRange(standing)[0], now.words.length - 1)) : stands;
  return isSilent === true && countDirectives(text) > standing.directives;
}

/** The words that the finding, or one of its rivals, is about; an empty range for a gap. */
function wordRange({ finding, sentence }: ShownFinding, { start, end }: Span = finding): [first: number, end: number] {
  const first = sentence.words.findIndex((word) => word.end > start);
  if (first < 0) return [sentence.words.length, sentence.words.length];
  const after = sentence.words.findIndex((word) => word.start >= end);
  return [first, Math.max(first, after < 0 ? sentence.words.length : after)];
}

function refused(standing: ShownFinding, at: string): RefusedFinding {
  const [first, end] = wordRange(standing);
  const [fix] = standing.finding.fixes;
  const { text, words } = plainSentence(standing.sentence);
  const from = words[first]?.start ?? text.length;
  const to = first === end ? from : (words[end - 1]?.end ?? text.length);
  return { kind: "ignored", at, text, start: from, end: to, ...(fix ? { fix: fix.text.trim() } : {}) };
}

function corrected(standing: ShownFinding, now: Sentence, report: Report, at: string): FixedFinding | undefined {
  const before = standing.sentence.words;
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
  const corrections = [standing.finding, ...standing.finding.competing];
  if (!corrections.some((one) => touches(wordRange(standing, one), changed))) return undefined;
  const kind = isOffered(standing, report.text.slice(now.start, now.end)) ? "accepted" : "byHand";
  return { kind, at, source: plainSentence(standing.sentence).text, target: plainSentence(now).text };
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
