import { applyFixes } from "../grammar/applyFixes.js";
import type { Checker } from "../grammar/checker.js";
import type { Finding } from "../grammar/findings.js";
import type { Policy } from "../grammar/policy.js";
import type { ParserName } from "../grammar/prose/parsers.js";

/** How often a text is checked at most: what one mistake hides shows when another is mended, and a third time brings next to nothing (scripts/LOG.md). */
const PASSES = 3;

/**
 * The texts with the first fix of every finding, checked again until nothing is found or they were checked three times.
 * @param checked texts with what the first check found in them
 */
export async function mend(
  checked: readonly { readonly text: string; readonly findings: readonly Finding[] }[],
  checker: Checker,
  parser: ParserName,
  policy: Policy,
): Promise<string[]> {
  const texts = checked.map(({ text, findings }) => applyFixes(text, findings));
  let changed = checked.flatMap(({ findings }, index) => (findings.length > 0 ? [index] : []));
  for (let pass = 2; pass <= PASSES && changed.length > 0; pass++) {
    const read = changed.map((index) => ({ index, sentences: checker.sentencesOf(texts[index]!, parser) }));
    await checker.score(read.flatMap(({ sentences }) => sentences), () => false); // prettier-ignore
    changed = read.flatMap(({ index, sentences }) => {
      const { findings } = checker.report(texts[index]!, sentences, policy);
      texts[index] = applyFixes(texts[index]!, findings);
      return findings.length > 0 ? [index] : [];
    });
  }
  return texts;
}
