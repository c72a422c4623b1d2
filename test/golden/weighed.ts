import { contextsBy } from "../../src/grammar/baseline.js";
import { createChecker } from "../../src/grammar/checker.js";
import type { LoadedModel } from "../../src/inference/assembleModel.js";
import { runCascade } from "../../src/inference/cascade.js";
import { everything } from "../grammar/policies.js";

/** What a model makes of one text, by what each edit and each finding is called. */
export interface Weighed {
  /** Probability of every edit that was looked into. */
  readonly edits: Readonly<Record<string, number>>;
  /** Probability of every finding of a draft. */
  readonly findings: Readonly<Record<string, number>>;
}

/** Runs in Node and in browsers. */
export async function weigh(model: LoadedModel, texts: readonly string[]): Promise<Weighed[]> {
  const checker = createChecker(model);
  const contextOf = contextsBy("nothing");
  const read = texts.map((text) => ({ text, sentences: checker.sentencesOf(text, "plain") }));
  const all = read.flatMap(({ sentences }) => sentences);
  const scored = (await runCascade(all, model.cascade, () => false))!;
  await checker.score(all, () => false);
  const slots = new Map(all.map((sentence, index) => [sentence, scored[index]!]));
  return read.map(({ text, sentences }) => {
    const edits = sentences.flatMap((sentence, number) =>
      slots
        .get(sentence)!
        .flatMap(({ scored: weighed }) =>
          weighed.map(({ candidate: { operation, index }, text: fix, probability }): [string, number] => [
            `${String(number)} ${operation} ${String(index)} “${fix}”`,
            probability,
          ]),
        ),
    );
    const circumstances = { contextOf, shifts: checker.shiftsOf(sentences, contextOf) };
    const { findings } = checker.report(text, sentences, everything, circumstances);
    return {
      edits: Object.fromEntries(edits),
      findings: Object.fromEntries(
        // Whether two places compete is as near a line as what is shown: either way both are.
        findings.flatMap((finding) =>
          [finding, ...finding.competing].map(({ start, end, fixes }) => [
            `${String(start)}–${String(end)} “${fixes[0]!.text}”`,
            finding.probability,
          ]),
        ),
      ),
    };
  });
}

/** By how much two probabilities may differ: the band. */
const BAND = 0.02;

interface Difference {
  readonly edits: number;
  /** Those outside the band. */
  readonly apart: string[];
  /** Texts without such an edit in which a finding is shown on one side only, though it is not that near a line. */
  readonly otherFindings: string[];
}

/** Holds two runtimes against each other, text by text. @param lines the thresholds that decide what is shown */
export function compare(
  texts: readonly string[],
  one: readonly Weighed[],
  other: readonly Weighed[],
  lines: readonly number[],
): Difference {
  const keys = (a: object, b: object): string[] => [...new Set([...Object.keys(a), ...Object.keys(b)])];
  let edits = 0;
  const apart: string[] = [];
  const otherFindings: string[] = [];
  for (const [index, text] of texts.entries()) {
    const [a, b] = [one[index]!, other[index]!];
    const names = keys(a.edits, b.edits);
    const far = names.filter((name) => Math.abs((a.edits[name] ?? 0) - (b.edits[name] ?? 0)) > BAND);
    edits += names.length;
    apart.push(...far.map((name) => `“${text}”: ${name}: ${String(a.edits[name])}, ${String(b.edits[name])}`));
    if (far.length > 0) continue;
    for (const name of keys(a.findings, b.findings)) {
      const probability = a.findings[name] ?? b.findings[name]!;
      const isShownTwice = name in a.findings && name in b.findings;
      const isNearLine = lines.some((line) => Math.abs(line - probability) <= BAND);
      if (!isShownTwice && !isNearLine) otherFindings.push(`“${text}”: ${name}: ${String(probability)}`);
    }
  }
  return { edits, apart, otherFindings };
}

/**
 * Both runtimes multiply the same integers and add up what lies between in other orders. Where that tips an activation over to its next
 * step of 127 (`parity.test.ts`), in either of the two models, the edits of that sentence may be further apart than the band, and a sentence that the
 * first one just doubts in one runtime is cleared in the other: so large a share of all.
 */
export const TIPPED = 0.02;

/** The lines of drafts, which `weigh` reads all texts as. */
export function linesOf({ thresholds }: Pick<LoadedModel, "thresholds">): number[] {
  const { sure, perhaps = sure } = thresholds.balanced.draft;
  return [sure, perhaps];
}
