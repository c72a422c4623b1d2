import type { Word } from "../../grammar/words.js";
import { batchesOf, KINDS } from "../../inference/graphs.js";
import { type Row, typesOf } from "../../inference/rows.js";
import type { Tensor } from "../../inference/runtime.js";
import type { WordPieceTokenizer } from "../../inference/tokenizer.js";
import type { Random } from "./random.js";
import type { StepInputs } from "./train.js";
import { type Example, isOfGap, type WordEdit } from "./wordEdits.js";

/** A sentence with masks and what belongs under each: a piece by its position. */
export interface MaskedRow extends Row {
  readonly targets: readonly { readonly position: number; readonly piece: number }[];
}

/** What masked rows are made of. */
export interface TrainingSets {
  readonly prose: readonly Example[];
  readonly corrections: readonly Example[];
  /** The sentences that ship, so that the rest of English is not forgotten. */
  readonly rehearsal: readonly Example[];
}

export interface RowMaker {
  readonly pieces: WordPieceTokenizer;
  readonly maxPieces: number;
}

/** Shares of the rows, and how much a row's masks count: corrections are few, and say most. */
const MIXTURE = { prose: 0.6, corrections: 0.2, rehearsal: 0.2 };
const WEIGHTS = { prose: 1, corrections: 2, rehearsal: 1 };
const KINDS_OF_ROWS = ["prose", "corrections", "rehearsal"] as const;
/** Pieces in a batch, with its padding: what a step can hold in memory. */
const PIECES = 416;
/** Rows that are drawn together, to be sorted by length. */
const DRAWN = 96;

/** Batches without end; the same for the same sets and random state. */
export function* trainingBatches(sets: TrainingSets, maker: RowMaker, random: Random): Generator<StepInputs, never> {
  const draw = rowDrawer(sets, maker, random);
  for (;;) yield* random.shuffled(batchesFrom(Array.from({ length: DRAWN }, draw)));
}

/** A fixed number of rows from sets that are not learnt from, as batches. */
export function validationBatches(sets: TrainingSets, maker: RowMaker, random: Random, rows: number): StepInputs[] {
  return batchesFrom(Array.from({ length: rows }, rowDrawer(sets, maker, random)));
}

interface WeightedRow {
  readonly row: MaskedRow;
  readonly weight: number;
}

function batchesFrom(rows: readonly WeightedRow[]): StepInputs[] {
  const batches = batchesOf(rows.map(({ row }) => row.ids.length), PIECES); // prettier-ignore
  return batches.map((batch) => collate(batch.map((index) => rows[index]!)));
}

/** Draws a row: first from which set, then which sentence, each in turn. Empty sets drop out. */
function rowDrawer(sets: TrainingSets, { pieces, maxPieces }: RowMaker, random: Random): () => WeightedRow {
  const kinds = KINDS_OF_ROWS.filter((kind) => sets[kind].length > 0);
  const total = kinds.reduce((sum, kind) => sum + MIXTURE[kind], 0);
  const left = new Map<string, Example[]>();
  return () => {
    let at = random.next() * total;
    const kind = kinds.find((one) => (at -= MIXTURE[one]) < 0) ?? kinds[0]!;
    const order = left.get(kind)?.length ? left.get(kind)! : random.shuffled(sets[kind]);
    left.set(kind, order);
    return { row: maskedRow(order.pop()!, pieces, maxPieces, random), weight: WEIGHTS[kind] };
  };
}

/** How often a right word, a wrong place and a clean gap are masked. */
const RATES = { word: 0.15, wrong: 0.5, gap: 0.04 };

/**
 * The sentence with masks: as many as the right word has pieces, `[NONE]` where nothing belongs; as `masked_row` in
 * `scripts/cloze_model/labels.py`.
 * @param limit pieces of the longest row; words that do not fit are left out
 */
export function maskedRow(
  { words, edits }: Example,
  pieces: WordPieceTokenizer,
  limit: number,
  random: Random,
  rates: typeof RATES = RATES,
): MaskedRow {
  const { cls, sep, mask, none } = pieces.special;
  const ids = [cls];
  const types = [0];
  const targets: { position: number; piece: number }[] = [];
  let isFull = false;
  const put = (own: readonly number[], ownTypes: readonly number[], hidden: readonly number[] | undefined): void => {
    // What follows a word that does not fit stays out too: a sentence with holes would be another sentence.
    isFull ||= ids.length + Math.max(own.length, hidden?.length ?? 0) >= limit;
    if (isFull) return;
    for (const piece of hidden ?? []) {
      targets.push({ position: ids.length, piece });
      ids.push(mask);
      types.push(0);
    }
    if (hidden) return;
    ids.push(...own);
    types.push(...ownTypes);
  };
  const ofGap = new Map(edits.filter(isOfGap).map((edit) => [edit.index, edit]));
  const ofWord = new Map(edits.filter((edit) => !isOfGap(edit) && edit.operation !== "case").map((edit) => [edit.index, edit])); // prettier-ignore
  for (let index = 0; index <= words.length; index++) {
    const missing = ofGap.get(index);
    if (missing?.operation === "insert" && random.next() < rates.wrong) put([], [], pieces.ofText(missing.text));
    else if (!missing && random.next() < rates.gap) put([], [], [none]);
    const word = words[index];
    if (!word) break;
    const edit = ofWord.get(index);
    const isHidden = word.kind !== "opaque" && random.next() < (edit ? rates.wrong : rates.word);
    const own = pieces.ofWord(word);
    put(own, typesOf(word, own), isHidden ? underMask(word, edit, pieces) : undefined);
  }
  return { ids: [...ids, sep], types: [...types, 0], targets };
}

/** The pieces that belong under the mask; `undefined` where the word alone cannot tell. */
function underMask(word: Word, edit: WordEdit | undefined, pieces: WordPieceTokenizer): readonly number[] | undefined {
  if (!edit) return pieces.ofWord(word);
  if (edit.operation === "replace") return pieces.ofText(edit.text);
  if (edit.operation === "delete") return [pieces.special.none];
  return edit.operation === "split" ? edit.text.split(" ").flatMap((part) => pieces.ofText(part)) : undefined;
}

/** What the step graph asks of the screening heads: nothing is taught there, so all weights are zero. */
const SCREENING = { tags: "int32", tagWeights: "float32", cases: "int32", caseWeights: "float32", gaps: "float32", gapWeights: "float32" } as const; // prettier-ignore
/** Of a mean over masked pieces, as in `scripts/finetune.py`. */
const MASKED = 0.25;

/** Rows of any length → the inputs of the step graph (`scripts/cloze_model/training_graph.py`). */
export function collate(rows: readonly WeightedRow[]): StepInputs {
  const length = Math.max(...rows.map(({ row }) => row.ids.length));
  const size = rows.length * length;
  const masks = rows.reduce((sum, { row }) => sum + row.targets.length, 0);
  const [ids, types, mask] = [new Int32Array(size), new Int32Array(size), new Float32Array(size)];
  const places: { at: number; piece: number; weight: number }[] = [];
  for (const [number, { row, weight }] of rows.entries()) {
    const start = number * length;
    ids.set(row.ids, start);
    types.set(row.types, start);
    mask.fill(1, start, start + row.ids.length);
    for (const { position, piece } of row.targets) places.push({ at: start + position, piece, weight: (weight * MASKED) / masks }); // prettier-ignore
  }
  // The graph wants a place; one without weight says nothing.
  if (places.length === 0) places.push({ at: 0, piece: 0, weight: 0 });
  const tensor = (data: Tensor["data"], dims: readonly number[]): Tensor => ({ type: data instanceof Float32Array ? "float32" : "int32", data, dims }); // prettier-ignore
  const matrix = (data: Tensor["data"]): Tensor => tensor(data, [rows.length, length]);
  const list = (data: Tensor["data"]): Tensor => tensor(data, [places.length]);
  const screening = Object.entries(SCREENING).map(([name, type]) => [name, matrix(type === "int32" ? new Int32Array(size) : new Float32Array(size))]); // prettier-ignore
  return {
    ids: matrix(ids),
    types: matrix(types),
    mask: matrix(mask),
    ...(Object.fromEntries(screening) as StepInputs),
    places: list(Int32Array.from(places, ({ at }) => at)),
    kinds: list(Int32Array.from(places, () => KINDS.indexOf("masked"))),
    targets: list(Int32Array.from(places, ({ piece }) => piece)),
    targetWeights: list(Float32Array.from(places, ({ weight }) => weight)),
  };
}
