import { createChecker } from "../../grammar/checker.js";
import type { Finding } from "../../grammar/findings.js";
import type { Sentence } from "../../grammar/sentences.js";
import { liesIn } from "../../grammar/span.js";
import type { Word } from "../../grammar/words.js";
import { type AllowedNgram, ngramKey, trigramAt, unigramAt } from "../../inference/allowlist.js";
import type { WordList } from "../../inference/lexicon.js";
import { caseOf } from "../../inference/wordCase.js";
import { asPublished, checkPolicy } from "../compare/evaluate.js";
import type { OpenModel } from "../types.js";
import { type Example, textOf } from "./wordEdits.js";

/** So often, in different sentences, something must be written to be usual. */
const LEAST = 5;
/** Share of a word's uses that have a capital, from which on it is no slip but another meaning: "the Hook" beside "a hook". */
const CAPITALS = 0.1;
/** Findings this likely are taken for mistakes of the project, even such as occur again and again: their sentences teach nothing but blindness. */
const LIKELY = 0.5;
/** Sentences scored before the time is looked at. */
const PORTION = 64;

/** What the model makes of the prose that is to be learnt from. */
interface FlaggedProse {
  /** Sentences without a likely mistake. */
  readonly clean: readonly Example[];
  /** The trigrams in which it flags the middle word. */
  readonly flagged: readonly AllowedNgram[];
}

/** Looks for likely mistakes, as far as the time goes. */
export async function flagProse(
  prose: readonly Example[],
  parts: OpenModel,
  words: readonly string[],
  isOver: () => boolean,
): Promise<FlaggedProse> {
  const checker = createChecker(parts);
  const policy = { ...checkPolicy(words), sensitivity: "strict" as const };
  const wrong = new Set<Example>();
  const flagged: AllowedNgram[] = [];
  for (let at = 0; at < prose.length && !isOver(); at += PORTION) {
    const portion = prose.slice(at, at + PORTION).map((example) => ({ example, text: textOf(example.words) }));
    const read = portion.map((one) => ({ ...one, sentences: checker.sentencesOf(one.text, "plain") }));
    await checker.score(read.flatMap(({ sentences }) => sentences), () => false); // prettier-ignore
    for (const { example, text, sentences } of read) {
      const { findings } = checker.report(text, sentences, policy, asPublished(parts));
      if (findings.some(({ probability }) => probability >= LIKELY)) wrong.add(example);
      flagged.push(...findings.flatMap((finding) => trigramAround(sentences, finding)));
    }
  }
  return { clean: prose.filter((example) => !wrong.has(example)), flagged };
}

/** The trigram around a finding, if that is in one word. */
function trigramAround(sentences: readonly Sentence[], finding: Finding): AllowedNgram[] {
  const words = sentences.find((sentence) => liesIn(finding, sentence))?.words ?? [];
  const own = words.flatMap((word, index) => (word.start < finding.end && word.end > finding.start ? [index] : []));
  const trigram = own.length === 1 ? trigramAt(words, own[0]!) : undefined;
  return trigram ? [trigram] : [];
}

/**
 * What a project writes again and again: the names that it has for its own things, and of the trigrams that the model flags those that are usual.
 * @param prose different sentences
 * @param corrections what was corrected is not usual, however often it was written
 * @param flagged trigrams
 */
export function countAllowlist(
  prose: readonly Example[],
  corrections: readonly Example[],
  flagged: readonly AllowedNgram[],
  lexicon: WordList,
): AllowedNgram[] {
  const corrected = new Set(corrections.flatMap(correctedIn));
  const trigrams = new Map(flagged.map((ngram) => [ngramKey(ngram), ngram]));
  const counts = count(prose, trigramAt);
  const usual = [...trigrams].filter(([key]) => (counts.get(key) ?? 0) >= LEAST).map(([, ngram]) => ngram);
  return [...namesIn(prose, lexicon), ...usual].filter((ngram) => !corrected.has(ngramKey(ngram)));
}

/** A name is corrected if it loses its capital: another form of it is as much a name. What is inserted beside a word does not correct that. */
function correctedIn({ words, edits }: Example): string[] {
  return edits.flatMap(({ operation, index }) => {
    if (operation === "case") return [...keyAt(unigramAt, words, index), ...keyAt(trigramAt, words, index)];
    return operation === "insert" || operation === "unknown" ? [] : keyAt(trigramAt, words, index);
  });
}

/** Ordinary words that are written with a capital within sentences, and not by mistake ("an Effect", "a Hook"). */
function namesIn(prose: readonly Example[], lexicon: WordList): AllowedNgram[] {
  const running = prose.filter(({ words }) => !isTitle(words));
  const counts = count(running, unigramAt);
  const isName = (text: string, times: number): boolean =>
    caseOf(text) === "capitalized" &&
    text.length > 1 &&
    times >= LEAST &&
    times >= CAPITALS * (times + (counts.get(text.toLowerCase()) ?? 0)) &&
    lexicon.isWord(text) &&
    lexicon.cased(text) === undefined;
  return [...counts].filter(([text, times]) => isName(text, times)).map(([typed]) => ({ typed }));
}

function count(prose: readonly Example[], read: typeof unigramAt): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { words } of prose)
    for (const index of words.keys())
      for (const key of keyAt(read, words, index)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function keyAt(read: typeof unigramAt, words: readonly Word[], index: number): string[] {
  const ngram = read(words, index);
  return ngram ? [ngramKey(ngram)] : [];
}

/** True if most of the longer words have capitals, as in headings and the names of books. */
function isTitle(words: readonly Word[]): boolean {
  const long = words.filter(({ kind, text }) => kind === "word" && text.length > 3);
  return long.filter(({ text }) => caseOf(text) !== "lower").length * 2 > long.length;
}
