import type { Checker } from "../grammar/checker.js";
import type { Finding } from "../grammar/findings.js";
import type { Policy } from "../grammar/policy.js";
import type { ParserName } from "../grammar/prose/parsers.js";

/** What was found in a text, and how many of its sentences could not be looked at. */
export interface Found {
  readonly findings: Finding[];
  readonly unchecked: number;
}

/** Checks all of a text, however long that takes: nobody waits for anything else meanwhile. */
export async function findingsIn(text: string, checker: Checker, parser: ParserName, policy: Policy): Promise<Found> {
  const sentences = checker.sentencesOf(text, parser);
  await checker.score(sentences, () => false);
  const { findings, pending } = checker.report(text, sentences, policy);
  return { findings, unchecked: pending.length };
}
