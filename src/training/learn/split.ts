import type { Sentence } from "../../grammar/sentences.js";
import { liesIn } from "../../grammar/span.js";
import type { Word } from "../../grammar/words.js";
import { type IgnoredFinding, type Pair, type TrainingData, TrainingError } from "../types.js";
import type { Random } from "./random.js";
import { type Example, textOf, wordEdits } from "./wordEdits.js";

/** A sentence in which something was to be left alone: words `[from, to)` and the gap before `from`. */
export interface IgnoredSpan {
  readonly words: readonly Word[];
  readonly from: number;
  readonly to: number;
  /** The fix that was refused, where that is known. */
  readonly fix?: string;
}

/** The data as words, divided into what is learnt from and what the result is measured by. */
export interface Split {
  readonly prose: readonly Example[];
  readonly corrections: readonly Example[];
  readonly ignored: readonly IgnoredSpan[];
  readonly heldProse: readonly Example[];
  readonly heldCorrections: readonly (Example & Pair)[];
}

/** Share of the project that is held out, and the most sentences of each kind: enough to tell a change, few enough to check in seconds. */
const HELD = { share: 0.2, prose: 600, corrections: 150 };
/** Below so many corrections all are learnt from: what is seldom is worth more there. */
const FEW = 20;
/** Fewer sentences than these are nothing to learn from. */
const LEAST_PROSE = 20;

/** How text is read. */
export type Read = (text: string) => readonly Sentence[];

/**
 * Divides the data. A sentence that is held out is nowhere among what is learnt from, neither as it stands nor as what a correction made of it.
 * @throws TrainingError if there is too little to learn from
 */
export function splitData(data: TrainingData, read: Read, random: Random): Split {
  const corrections = random.shuffled(unique(data.corrections, ({ source }) => source).flatMap((one) => readCorrection(one, read))); // prettier-ignore
  const heldCount = corrections.length < FEW ? 0 : Math.min(HELD.corrections, Math.round(HELD.share * corrections.length)); // prettier-ignore
  const heldCorrections = corrections.slice(0, heldCount);
  const targets = new Set(heldCorrections.flatMap(({ target }) => read(target).map(({ text }) => text)));
  const sentences = unique(data.prose.flatMap(read), ({ text }) => text).filter(({ text }) => !targets.has(text));
  const prose = random.shuffled(sentences).map(({ words }): Example => ({ words, edits: [] }));
  const heldProse = Math.min(HELD.prose, Math.round(HELD.share * prose.length));
  const split = {
    prose: prose.slice(heldProse),
    corrections: corrections.slice(heldCount),
    ignored: data.ignored.flatMap((one) => readIgnored(one, read)),
    heldProse: prose.slice(0, heldProse),
    heldCorrections,
  };
  if (split.prose.length < LEAST_PROSE && split.corrections.length + split.ignored.length === 0)
    throw new TrainingError("There is too little to learn from: Cloze needs some prose in English, corrections or ignored findings."); // prettier-ignore
  return split;
}

/** The sentences that the result is measured by. */
export function heldPairs({ heldProse, heldCorrections }: Split): Pair[] {
  const clean = heldProse.map(({ words }): Pair => ({ source: textOf(words), target: textOf(words) }));
  return [...clean, ...heldCorrections.map(({ source, target }): Pair => ({ source, target }))];
}

/** Pairs as words, those of a single sentence. */
export function readPairs(pairs: readonly Pair[], read: Read): Example[] {
  return pairs.flatMap((pair): Example[] => {
    if (pair.source !== pair.target) return readCorrection(pair, read);
    const [sentence, ...more] = read(pair.source);
    return sentence && more.length === 0 ? [{ words: sentence.words, edits: [] }] : [];
  });
}

function unique<Item>(items: readonly Item[], key: (item: Item) => string): Item[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}

function readCorrection({ source, target }: Pair, read: Read): (Example & Pair)[] {
  const [before, after] = [read(source), read(target)];
  // A change of where sentences end is no change of words.
  if (before.length !== 1 || after.length !== 1) return [];
  const edits = wordEdits(before[0]!.words, after[0]!.words);
  return edits.length > 0 ? [{ source, target, words: before[0]!.words, edits }] : [];
}

function readIgnored({ text, start, end, fix }: IgnoredFinding, read: Read): IgnoredSpan[] {
  const sentence = read(text).find((one) => liesIn({ start, end }, one));
  if (!sentence) return [];
  const { words } = sentence;
  const refused = fix === undefined ? {} : { fix };
  const from = words.findIndex((word) => word.end > start || (start === end && word.start >= start));
  if (from < 0) return [{ words, from: words.length, to: words.length, ...refused }];
  const to = words.findIndex((word) => word.start >= Math.max(end, words[from]!.end));
  return [{ words, from, to: to < 0 ? words.length : to, ...refused }];
}
