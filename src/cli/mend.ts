import { applyFixes } from "../grammar/applyFixes.js";
import type { Checker } from "../grammar/checker.js";
import type { Finding } from "../grammar/findings.js";
import type { Policy } from "../grammar/policy.js";
import type { ParserName } from "../grammar/prose/parsers.js";

/** How often a text is checked at most: a third time brings next to nothing (scripts/LOG.md). */
const PASSES = 3;
/**
 * What one mistake hides shows when another is mended: a sentence with so many is checked again. Where there was one only, a second look is
 * wrong more often than right (scripts/LOG.md).
 */
const SEVERAL = 2;

interface Mended {
  readonly text: string;
  /** Where in it a fix was made. */
  readonly places: readonly number[];
  readonly isSettled: boolean;
}

/**
 * The texts with the first fix of every finding; sentences with several of them are checked again until nothing is found, three times at most.
 * @param checked texts with what the first check found in them
 */
export async function mend(
  checked: readonly { readonly text: string; readonly findings: readonly Finding[] }[],
  checker: Checker,
  parser: ParserName,
  policy: Policy,
): Promise<string[]> {
  let mended = checked.map(({ text, findings }) => applied({ text, places: [] }, findings));
  for (let pass = 2; pass <= PASSES && mended.some(({ isSettled }) => !isSettled); pass++) {
    const read = mended.map((one) => ({ one, sentences: one.isSettled ? [] : checker.sentencesOf(one.text, parser) }));
    const again = read.flatMap(({ one: { places }, sentences }) =>
      sentences.filter(({ start, end }) => places.filter((at) => start <= at && at <= end).length >= SEVERAL),
    );
    await checker.score(again, () => false);
    // A sentence that was mended once is not scored, so nothing is found in it.
    mended = read.map(({ one, sentences }) =>
      one.isSettled ? one : applied(one, checker.report(one.text, sentences, policy).findings),
    );
  }
  return mended.map(({ text }) => text);
}

function applied({ text, places }: Pick<Mended, "text" | "places">, findings: readonly Finding[]): Mended {
  const shift = (at: number): number =>
    findings.filter(({ end }) => end <= at).reduce((sum, { start, end, fixes }) => sum + (fixes[0]?.text.length ?? end - start) - (end - start), at); // prettier-ignore
  const added = findings.map(({ start }) => start);
  return {
    text: applyFixes(text, findings),
    places: [...places, ...added].map(shift),
    isSettled: findings.length === 0,
  };
}
