import { batchesOf } from "../inference/graphs.js";
import type { WordPieceTokenizer } from "../inference/tokenizer.js";
import { collate, type StepInputs, type Weighed } from "./batches.js";
import { corrupt } from "./corruption.js";
import type { ErrorSources } from "./errorKinds.js";
import type { LeftAlone, Syllabus } from "./heldOut.js";
import { type Example, type Labelled, maskedRow, NO_SAY, screeningRow } from "./labels.js";
import type { Random } from "./seeded.js";

/** What rows are made of. */
export interface Material extends Pick<Syllabus, "prose" | "corrections" | "ignored"> {
  /** Sound sentences of the project in which the model sees what is not there: what it has most to learn from. */
  readonly doubted: readonly Example[];
  /** The sentences that ship, so that the rest of English is not forgotten. */
  readonly rehearsal: readonly Example[];
}

export interface Workshop {
  readonly pieces: WordPieceTokenizer;
  readonly sources: ErrorSources;
  readonly maxPieces: number;
}

/** Pieces in a batch, with its padding: what a step can hold in memory. */
const PIECES = 416;
/** Rows that are drawn together, to be sorted by length. */
const DRAWN = 96;
/** What is left alone is one place in a sentence. Weighed eight times, as the whole sentence, it made the model blind elsewhere, too. */
const LEFT_ALONE = 2;

type Maker = () => Weighed | undefined;

/** Batches without end; the same for the same material and random state. */
export function* course(material: Material, workshop: Workshop, random: Random): Generator<StepInputs, never> {
  const draw = drawer(material, workshop, random);
  for (;;) {
    const rows = Array.from({ length: DRAWN }, draw).filter((row) => row !== undefined);
    const batches = batchesOf(rows.map(({ row }) => row.ids.length), PIECES); // prettier-ignore
    for (const batch of random.shuffled(batches)) yield collate(batch.map((index) => rows[index]!));
  }
}

/** A fixed set of batches from material that is not learnt from. */
export function examination(material: Material, workshop: Workshop, random: Random, rows: number): StepInputs[] {
  const draw = drawer(material, workshop, random);
  const drawn = Array.from({ length: rows }, draw).filter((row) => row !== undefined);
  return batchesOf(drawn.map(({ row }) => row.ids.length), PIECES).map((batch) => collate(batch.map((index) => drawn[index]!))); // prettier-ignore
}

/** Draws a row: first what kind of lesson, then which sentence. Kinds without material drop out. */
function drawer(material: Material, workshop: Workshop, random: Random): Maker {
  const { pieces, sources, maxPieces } = workshop;
  const { prose, doubted, corrections, ignored, rehearsal } = material;
  const asTyped = (example: Example): Weighed => ({ row: screeningRow(example, pieces, maxPieces), weight: 1 });
  const masked = (example: Example): Weighed => ({ row: maskedRow(example, pieces, maxPieces, random), weight: 1 });
  const either = (example: Example): Weighed => (random.next() < 0.75 ? asTyped : masked)(example);
  const spoilt = (example: Example): Weighed | undefined => {
    const wrong = example.edits.length > 0 ? example : corrupt(example.words, sources, random, 0.6);
    return wrong && either(wrong);
  };
  const lesson = <Item>(items: readonly Item[], share: number, make: (item: Item) => Weighed | undefined) => ({
    share: items.length > 0 ? share : 0,
    make: cycle(items, random, make),
  });
  const lessons = [
    lesson(prose, 0.14, asTyped),
    lesson(prose, 0.16, spoilt),
    lesson(prose, 0.1, masked),
    lesson(doubted, 0.12, asTyped),
    lesson(corrections, 0.2, either),
    lesson(ignored, 0.1, (one) => leaveAlone(one, workshop, random)),
    lesson(rehearsal, 0.1, either),
    lesson(rehearsal, 0.12, spoilt),
  ];
  const total = lessons.reduce((sum, { share }) => sum + share, 0);
  return () => {
    let left = random.next() * total;
    return lessons.find(({ share }) => (left -= share) < 0)?.make();
  };
}

/** Each of the items in turn, in another order each time round. */
function cycle<Item>(items: readonly Item[], random: Random, make: (item: Item) => Weighed | undefined): Maker {
  let order: Item[] = [];
  return () => {
    if (order.length === 0) order = random.shuffled(items);
    return make(order.pop()!);
  };
}

/** The place alone has a say: that nothing is wrong there, or, masked, that what is typed is what belongs there. */
function leaveAlone(one: LeftAlone, { pieces, maxPieces }: Workshop, random: Random): Weighed {
  const example: Example = { words: one.words, edits: [] };
  if (random.next() < 0.3) return { row: maskedRow(example, pieces, maxPieces, random), weight: 1 };
  const row = screeningRow(example, pieces, maxPieces);
  const starts = row.gaps.flatMap((label, at) => (label === NO_SAY ? [] : [at]));
  const own = new Set(starts.slice(one.from, Math.max(one.to, one.from + 1) + 1));
  const only = (labels: readonly number[]): number[] => labels.map((label, at) => (own.has(at) ? label : NO_SAY));
  const kept: Labelled = { ...row, tags: only(row.tags), cases: only(row.cases), gaps: only(row.gaps) };
  return { row: kept, weight: LEFT_ALONE };
}
