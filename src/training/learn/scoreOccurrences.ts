import type { Operation } from "../../grammar/scorer.js";
import { Allowlist } from "../../inference/allowlist.js";
import { type CascadeParts, runCascade } from "../../inference/cascade.js";
import { EditBiases, type EditPattern, editKey, editPatternOf } from "../../inference/editBiases.js";
import { type Visibility, visibilityOf } from "../../inference/visibility.js";
import { foldCase } from "../../inference/wordSimilarity.js";
import type { OpenModel } from "../types.js";
import type { IgnoredSpan } from "./split.js";
import { type EditOccurrence, type Example, occurrencesOf, textOf } from "./wordEdits.js";

type Words = Example["words"];

/** What edit biases are fitted to. */
export interface BiasData {
  readonly corrections: readonly Example[];
  readonly ignored: readonly IgnoredSpan[];
  /** Sentences in which nothing is wrong: a bias must leave them alone. */
  readonly clean: readonly Example[];
  /** Such sentences that the result is measured by. */
  readonly held: readonly Example[];
  /** The shipped regression set: what is wrong and right in any text, whatever one writer says. */
  readonly shipped: readonly Example[];
}

/** How a model scores what the writer did, without biases and allowlist. Log-odds are the trees', to base e. */
export interface ScoredOccurrences {
  readonly made: readonly MadeEdit[];
  readonly refused: readonly RefusedEdit[];
  /** How many clean places of the project one bias may flag. */
  readonly allowedFalseAlarms: number;
  /** How often the shipped corrections make an edit. */
  readonly shippedOccurrences: (pattern: EditPattern) => number;
  /** Log-odds from which an edit is seen. */
  readonly visibility: (operation: Operation) => Visibility;
}

/** An edit that was made again and again. */
export interface MadeEdit {
  readonly pattern: EditPattern;
  /** Where it was made; no log-odds where the model does not score it. */
  readonly occurrences: readonly { readonly words: Words; readonly logOdds: readonly number[] }[];
  /** Log-odds of counterexamples, where it would be wrong: in the shipped sentences, in those of the project that were tried, and in those it is measured by. */
  readonly shipped: readonly number[];
  readonly clean: readonly number[];
  readonly held: readonly number[];
  /** Share of such places that were tried. */
  readonly share: number;
}

/** An edit that the model proposed and the writer refused, again and again. */
export interface RefusedEdit {
  readonly pattern: EditPattern;
  readonly logOdds: readonly number[];
}

/** So often, in different sentences, an edit must have been refused to get a bias. */
const REFUSED = 3;
/** The most edits that are looked into, those made most often: a long history has hundreds, and each takes about a second. */
const EDITS = 60;
/** Counterexamples of each edit that are scored in one round, and in all rounds, as far as there are any and time. */
const TRIED = { round: 80, most: 400 };
/** False alarms per 1,000 clean words that one bias may raise. */
const ALLOWED = 0.03;

/** So often, in different sentences, an edit must have been made to get a bias: where one small word alone tells of it, oftener. */
export function leastOccurrences({ operation }: EditPattern): number {
  return operation === "insert" || operation === "delete" ? 3 : 2;
}

/**
 * Scores everything that the writer did again and again, and as many clean uses of the same words as there is time for.
 * @param isLate true when no more counterexamples are to be tried than a bias needs at least
 */
export async function scoreOccurrences(
  data: BiasData,
  { cascade, manifest }: Pick<OpenModel, "cascade" | "manifest">,
  isCancelled: () => boolean,
  isLate: () => boolean,
): Promise<ScoredOccurrences> {
  const made = repeatedEdits(data.corrections);
  const keys = new Set(made.keys());
  const forced = new EditBiases([...made.values()].map(([{ pattern }]) => ({ ...pattern, bias: 0 })));
  const scores = createScores({ ...cascade, editBiases: forced, allowlist: new Allowlist([]) }, isCancelled);
  const refused = await refusals(data.ignored, scores);
  const edits = [...made].map(([key, [{ pattern }]]) => {
    const uses = (known: readonly Example[]): Words[] => counterexamples(pattern, known);
    return { key, pattern, shipped: uses(data.shipped), clean: uses(data.clean), held: uses(data.held) };
  });
  await scores.add([...made.values()].flat().map(({ words }) => words), keys); // prettier-ignore
  await scores.add(edits.flatMap(({ held }) => held), keys); // prettier-ignore
  // The shipped sentences are tried first: a bias that fails there would have the whole model refused.
  const inOrder = edits.map(({ shipped, clean }) => [...shipped, ...clean]);
  const cleanWords = data.clean.reduce((sum, one) => sum + one.words.length, 0);
  const allowedFalseAlarms = (ALLOWED * cleanWords) / 1000;
  // As many as tell one of those that may be flagged: the more frequent the word, the more.
  const wanted = (uses: number): number => Math.max(TRIED.round, Math.ceil(uses / Math.max(1, allowedFalseAlarms)));
  let tried = 0;
  for (; tried < TRIED.most && (tried === 0 || !isLate()); tried += TRIED.round)
    await scores.add(inOrder.flatMap((own) => own.slice(tried, Math.min(tried + TRIED.round, wanted(own.length)))), keys); // prettier-ignore
  const shareTried = (uses: number): number => Math.min(1, Math.min(tried, wanted(uses)) / Math.max(1, uses));
  const shipped = occurrencesOf(data.shipped);
  return {
    made: edits.map((edit, number) => ({
      pattern: edit.pattern,
      occurrences: made.get(edit.key)!.map(({ words, index }) => ({ words, logOdds: scores.of(edit.key, words, index) })), // prettier-ignore
      shipped: edit.shipped.flatMap((words) => scores.of(edit.key, words)),
      clean: edit.clean.flatMap((words) => scores.of(edit.key, words)),
      held: edit.held.flatMap((words) => scores.of(edit.key, words)),
      share: shareTried(inOrder[number]!.length),
    })),
    refused,
    allowedFalseAlarms,
    shippedOccurrences: (pattern) => shipped.get(editKey(pattern))?.length ?? 0,
    visibility: (operation) => visibilityOf(operation, manifest),
  };
}

/** The edits that were made often enough, those made most often first. */
function repeatedEdits(corrections: readonly Example[]): Map<string, readonly [EditOccurrence, ...EditOccurrence[]]> {
  const often = [...occurrencesOf(corrections)].filter(
    (entry): entry is [string, [EditOccurrence, ...EditOccurrence[]]] =>
      entry[1].length >= leastOccurrences(entry[1][0]!.pattern),
  );
  return new Map(often.sort(([, a], [, b]) => b.length - a.length).slice(0, EDITS));
}

/** The sentences in which a bias could do harm: what it changes is there, and is not to be changed so. */
function counterexamples(pattern: EditPattern, known: readonly Example[]): Words[] {
  const isUse = ({ words }: Example): boolean =>
    words.some((_, index) => editPatternOf(words, index, pattern.operation, pattern.text).typed === pattern.typed);
  const isRight = (example: Example): boolean => occurrencesOf([example]).has(editKey(pattern));
  return known.filter((example) => isUse(example) && !isRight(example)).map(({ words }) => words);
}

/** What the model proposed in the places that were left alone, where that was the same often enough. */
async function refusals(ignored: readonly IgnoredSpan[], scores: Scores): Promise<RefusedEdit[]> {
  await scores.add(ignored.map(({ words }) => words)); // prettier-ignore
  const found = new Map<string, RefusedEdit>();
  for (const { words, from, to, fix } of ignored) {
    const own = scores.in(words).filter(({ index }) => index >= from && index <= Math.max(from, to - 1));
    const meant = fix === undefined ? own : own.filter(({ pattern }) => foldCase(pattern.text) === foldCase(fix));
    const best = meant.reduce<ScoredOccurrence | undefined>((a, b) => (a && a.probability >= b.probability ? a : b), undefined); // prettier-ignore
    if (!best) continue;
    const { key, pattern, logOdds } = best;
    found.set(key, { pattern, logOdds: [...(found.get(key)?.logOdds ?? []), logOdds] });
  }
  return [...found.values()].filter(({ logOdds }) => logOdds.length >= REFUSED);
}

/** What the model makes of one edit in one place. Few numbers, as there are a great many of them. */
interface ScoredOccurrence {
  readonly pattern: EditPattern;
  readonly key: string;
  readonly index: number;
  readonly logOdds: number;
  readonly probability: number;
}

interface Scores {
  /** Runs the cascade over sentences that it has not seen, and keeps the edits with these keys, or all. */
  add(sentences: readonly Words[], keys?: ReadonlySet<string>): Promise<void>;
  in(words: Words): readonly ScoredOccurrence[];
  /** Log-odds of one edit in a sentence, at one word or anywhere. */
  of(key: string, words: Words, index?: number): number[];
}

/** Sentences scored at once. */
const BATCH = 16;

/** @param isCancelled what is not scored by then stays so */
function createScores(cascade: CascadeParts, isCancelled: () => boolean): Scores {
  const scored = new Map<Words, readonly ScoredOccurrence[]>();
  const inSentence = (words: Words): readonly ScoredOccurrence[] => scored.get(words) ?? [];
  return {
    async add(sentences, keys) {
      const fresh = [...new Set(sentences)].filter((words) => !scored.has(words));
      for (let at = 0; at < fresh.length && !isCancelled(); at += BATCH) {
        const batch = fresh.slice(at, at + BATCH);
        const asSentence = (words: Words) => ({ kind: "paragraph" as const, text: textOf(words), words, start: 0, end: 0 }); // prettier-ignore
        const slots = await runCascade(batch.map(asSentence), cascade, isCancelled);
        for (const [number, words] of batch.entries()) {
          const edits = (slots?.[number] ?? []).flatMap(({ scored }) => scored);
          const own = edits.map(({ candidate: { operation, index }, text, logOdds, probability }) => {
            const pattern = editPatternOf(words, index, operation, text);
            return { pattern, key: editKey(pattern), index, logOdds, probability };
          });
          scored.set(words, keys ? own.filter(({ key }) => keys.has(key)) : own);
        }
      }
    },
    in: inSentence,
    of: (key, words, index) =>
      inSentence(words)
        .filter((one) => one.key === key && (index === undefined || one.index === index))
        .map(({ logOdds }) => logOdds),
  };
}
