import { createChecker, type CheckerParts } from "../grammar/checker.js";
import type { Finding } from "../grammar/findings.js";
import { textOf } from "./draft.js";
import type { Example } from "./labels.js";
import { policyOf } from "./measure.js";

/** What the model makes of the prose that is to be learnt from. */
export interface Survey {
  /** Sentences that teach. */
  readonly prose: readonly Example[];
  /** Those among them in which the model sees what is likely not there. */
  readonly doubted: readonly Example[];
}

/** A finding this sure that occurs once is taken for a mistake of the project: its sentence teaches nothing. */
const SURE = 0.9;
/** Sentences scored before the time is looked at. */
const PORTION = 64;

/** Looks for the sentences that have most to teach, as far as the time goes. */
export async function survey(
  prose: readonly Example[],
  parts: CheckerParts,
  words: readonly string[],
  isOver: () => boolean,
): Promise<Survey> {
  const checker = createChecker(parts);
  const policy = { ...policyOf(words), sensitivity: "strict" as const };
  const found = new Map<Example, readonly Finding[]>();
  for (let at = 0; at < prose.length && !isOver(); at += PORTION) {
    const portion = prose.slice(at, at + PORTION).map((example) => ({ example, text: textOf(example.words) }));
    const read = portion.map((one) => ({ ...one, sentences: checker.sentencesOf(one.text, "plain") }));
    await checker.score(read.flatMap(({ sentences }) => sentences), () => false); // prettier-ignore
    for (const { example, text, sentences } of read)
      found.set(example, checker.report(text, sentences, policy).findings);
  }
  const counts = new Map<string, number>();
  for (const finding of [...found.values()].flat()) counts.set(keyOf(finding), (counts.get(keyOf(finding)) ?? 0) + 1);
  const isMistake = (finding: Finding): boolean => finding.probability >= SURE && counts.get(keyOf(finding)) === 1;
  const sound = prose.filter((example) => !found.get(example)?.some(isMistake));
  return { prose: sound, doubted: sound.filter((example) => (found.get(example)?.length ?? 0) > 0) };
}

function keyOf({ original, fixes }: Finding): string {
  return `${original.trim()}\n${fixes[0]!.text.trim()}`.toLowerCase();
}
