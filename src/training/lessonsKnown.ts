import { type CheckerParts, createChecker } from "../grammar/checker.js";
import { applyFixes, isSure } from "../grammar/findings.js";
import type { Lessons } from "./contract.js";
import { asPublished, policyOf } from "./measure.js";

/** The most lessons of each kind that are looked at. */
const MOST = 100;

/**
 * How many of the corrections and of the ignored findings the model takes as the writer does. They are what was learnt from, so this
 * says whether it was learnt, not whether it carries over.
 */
export async function lessonsKnown(
  { corrections, ignored, words }: Lessons,
  parts: CheckerParts,
): Promise<{ known: number; of: number }> {
  const checker = createChecker(parts);
  const policy = policyOf(words);
  const texts = [...corrections.slice(-MOST).map(({ source }) => source), ...ignored.slice(-MOST).map(({ text }) => text)]; // prettier-ignore
  const read = new Map(texts.map((text) => [text, checker.sentencesOf(text, "plain")]));
  await checker.score([...read.values()].flat(), () => false);
  const findingsIn = (text: string) => checker.report(text, read.get(text)!, policy, asPublished(parts)).findings;
  const corrected = corrections.slice(-MOST).filter(({ source, target }) => applyFixes(source, findingsIn(source).filter(isSure)) === target); // prettier-ignore
  const leftAlone = ignored.slice(-MOST).filter(({ text, start, end }) => !findingsIn(text).some((one) => one.start <= end && one.end >= start)); // prettier-ignore
  return { known: corrected.length + leftAlone.length, of: texts.length };
}
