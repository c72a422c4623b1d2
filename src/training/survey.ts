import { type CheckerParts, createChecker } from "../grammar/checker.js";
import type { Finding } from "../grammar/findings.js";
import type { Sentence } from "../grammar/sentences.js";
import { liesIn } from "../grammar/span.js";
import { trigramAt, type AllowedNgram } from "../inference/allowlist.js";
import { textOf } from "./draft.js";
import type { Example } from "./labels.js";
import { asPublished, policyOf } from "./measure.js";

/** What the model makes of the prose that is to be learnt from. */
interface Survey {
  /** Sentences that teach. */
  readonly prose: readonly Example[];
  /** Those among them in which the model sees what is likely not there. */
  readonly doubted: readonly Example[];
  /** The phrases in which it sees that. */
  readonly phrases: readonly AllowedNgram[];
}

/** Findings this likely are taken for mistakes of the project, even such as occur again and again: their sentences teach nothing but blindness. */
const LIKELY = 0.5;
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
  const phrases: AllowedNgram[] = [];
  for (let at = 0; at < prose.length && !isOver(); at += PORTION) {
    const portion = prose.slice(at, at + PORTION).map((example) => ({ example, text: textOf(example.words) }));
    const read = portion.map((one) => ({ ...one, sentences: checker.sentencesOf(one.text, "plain") }));
    await checker.score(read.flatMap(({ sentences }) => sentences), () => false); // prettier-ignore
    for (const { example, text, sentences } of read) {
      const { findings } = checker.report(text, sentences, policy, asPublished(parts));
      found.set(example, findings);
      phrases.push(...findings.flatMap((finding) => phraseOf(sentences, finding)));
    }
  }
  const isSound = (example: Example): boolean => !found.get(example)?.some(({ probability }) => probability >= LIKELY);
  const sound = prose.filter(isSound);
  return {
    prose: sound,
    doubted: sound.filter((example) => (found.get(example)?.length ?? 0) > 0),
    phrases,
  };
}

/** The phrase around a finding, if that is in one word. */
function phraseOf(sentences: readonly Sentence[], finding: Finding): AllowedNgram[] {
  const words = sentences.find((sentence) => liesIn(finding, sentence))?.words ?? [];
  const own = words.flatMap((word, index) => (word.start < finding.end && word.end > finding.start ? [index] : []));
  const phrase = own.length === 1 ? trigramAt(words, own[0]!) : undefined;
  return phrase ? [phrase] : [];
}
