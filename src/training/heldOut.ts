import type { Sentence } from "../grammar/sentences.js";
import { liesIn } from "../grammar/span.js";
import type { Word } from "../grammar/words.js";
import { align } from "./align.js";
import type { Correction, IgnoredFinding, Lessons } from "./contract.js";
import { corrupt } from "./corruption.js";
import { textOf } from "./draft.js";
import type { ErrorSources } from "./errorKinds.js";
import type { Example } from "./labels.js";
import type { Pair } from "./measure.js";
import type { Random } from "./seeded.js";

/** A sentence in which something was to be left alone: words `[from, to)` and the gap before `from`. */
export interface LeftAlone {
  readonly words: readonly Word[];
  readonly from: number;
  readonly to: number;
  /** The fix that was refused, where that is known. */
  readonly fix?: string;
}

/** Lessons as words, divided into what is learnt from and what the result is measured by. */
export interface Syllabus {
  readonly prose: readonly Example[];
  readonly corrections: readonly Example[];
  readonly ignored: readonly LeftAlone[];
  readonly heldProse: readonly Example[];
  readonly heldCorrections: readonly (Example & Pair)[];
}

/** Share of the project that is held out, and the most sentences of each kind: enough to tell a change, few enough to check in seconds. */
const HELD = { share: 0.2, prose: 600, corrections: 150 };
/** Below so many corrections all are learnt from: what is seldom is worth more as a lesson. */
const FEW = 20;

/** How text is read. */
export type Read = (text: string) => readonly Sentence[];

/**
 * Divides the lessons. A sentence that is held out is in no lesson, neither as it stands nor as what a correction made of it.
 */
export function divide(lessons: Lessons, read: Read, random: Random): Syllabus {
  const corrections = random.shuffled(unique(lessons.corrections, ({ source }) => source).flatMap((one) => exampleOf(one, read))); // prettier-ignore
  const heldCount = corrections.length < FEW ? 0 : Math.min(HELD.corrections, Math.round(HELD.share * corrections.length)); // prettier-ignore
  const heldCorrections = corrections.slice(0, heldCount);
  const targets = new Set(heldCorrections.flatMap(({ target }) => read(target).map(({ text }) => text)));
  const sentences = unique(lessons.prose.flatMap(read), ({ text }) => text).filter(({ text }) => !targets.has(text));
  const prose = random.shuffled(sentences).map(({ words }): Example => ({ words, edits: [] }));
  const heldProse = Math.min(HELD.prose, Math.round(HELD.share * prose.length));
  return {
    prose: prose.slice(heldProse),
    corrections: corrections.slice(heldCount),
    ignored: lessons.ignored.flatMap((one) => leftAlone(one, read)),
    heldProse: prose.slice(0, heldProse),
    heldCorrections,
  };
}

function unique<Item>(items: readonly Item[], key: (item: Item) => string): Item[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}

function exampleOf({ source, target }: Pick<Correction, "source" | "target">, read: Read): (Example & Pair)[] {
  const [before, after] = [read(source), read(target)];
  // A change of where sentences end is no change of words.
  if (before.length !== 1 || after.length !== 1) return [];
  const edits = align(before[0]!.words, after[0]!.words);
  return edits.length > 0 ? [{ source, target, words: before[0]!.words, edits }] : [];
}

/** A correction as words, if it is one of a single sentence. */
export function readPair(pair: Pair, read: Read): Example[] {
  if (pair.source !== pair.target) return exampleOf(pair, read);
  const [sentence, ...more] = read(pair.source);
  return sentence && more.length === 0 ? [{ words: sentence.words, edits: [] }] : [];
}

function leftAlone({ text, start, end, fix }: IgnoredFinding, read: Read): LeftAlone[] {
  const sentence = read(text).find((one) => liesIn({ start, end }, one));
  if (!sentence) return [];
  const { words } = sentence;
  const refused = fix === undefined ? {} : { fix };
  const from = words.findIndex((word) => word.end > start || (start === end && word.start >= start));
  if (from < 0) return [{ words, from: words.length, to: words.length, ...refused }];
  const to = words.findIndex((word) => word.start >= Math.max(end, words[from]!.end));
  return [{ words, from, to: to < 0 ? words.length : to, ...refused }];
}

/** The sentences that the result is measured by: real corrections, errors made in prose where those are few, and prose. */
export function pairsOf({ heldProse, heldCorrections }: Syllabus, sources: ErrorSources, random: Random): Pair[] {
  const clean = heldProse.map(({ words }): Pair => ({ source: textOf(words), target: textOf(words) }));
  const real = heldCorrections.map(({ source, target }): Pair => ({ source, target }));
  const made = heldProse.slice(0, HELD.corrections - real.length).flatMap(({ words }): Pair[] => {
    const wrong = corrupt(words, sources, random, 0);
    return wrong ? [{ source: textOf(wrong.words), target: textOf(words) }] : [];
  });
  return [...clean, ...real, ...made];
}
