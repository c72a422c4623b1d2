import type { IsCancelled } from "../grammar/scorer.js";
import { forEachConcurrent, chunksOf } from "./concurrency.js";
import type { Row } from "./rows.js";
import type { OnnxSession } from "./runtime.js";

/** Which vocabulary head reads a place, in the order of the graph's `kinds` input. */
export const KINDS = ["replace", "insert", "masked"] as const;
export type Kind = (typeof KINDS)[number];

/** What to do with a word, in the order of the graph's `tags` output. */
export const TAGS = ["keep", "replace", "delete", "merge", "split"] as const;
export type Tag = (typeof TAGS)[number];

/** The encoder's answer for one row; everything by piece position. */
export interface Encoded {
  /** Probability of each tag, `TAGS.length` a position. */
  readonly tags: Float32Array;
  /** Probability of each case class, `CASES.length` a position. */
  readonly cases: Float32Array;
  /** Probability that something is missing before the position. */
  readonly gaps: Float32Array;
  /** The hidden vectors of the position before and of the position itself, one after the other. */
  pair(position: number): Float32Array;
}

/** A place that a vocabulary head is to read. */
export interface HeadInput {
  readonly kind: Kind;
  readonly pair: Float32Array;
}

/** Pieces encoded in one run: few enough that cancelling takes effect soon, some 50 ms. */
const PIECES = 256;
/** A run may be so many times as large as its rows, for being rectangular: a padded piece costs as much as a real one. */
const PADDING = 1.1;
/** Places in one run of the vocabulary: its answer holds 120 kB for each. */
const HEAD_INPUTS = 16;

/** What encodes a row: what retraining has learnt under masks is for rows with masks, so that it cannot unsettle the screening. */
export type Encoders = Readonly<Record<"typed" | "masked", OnnxSession>>;

/** The two graphs of the model, fed in small batches. */
export class Graphs {
  /** @param width runs that are kept going at once */
  constructor(
    private readonly encoders: Encoders,
    private readonly vocabulary: OnnxSession,
    private readonly hidden: number,
    private readonly width: number,
  ) {}

  /**
   * Encodes rows, those of like length together.
   * @param isCancelled asked before each run
   * @param kind whether they have masks
   * @returns `undefined` if cancelled
   */
  async encode(
    rows: readonly Row[],
    isCancelled: IsCancelled,
    kind: keyof Encoders = "typed",
  ): Promise<Encoded[] | undefined> {
    const results: Encoded[] = [];
    let cancelled = false;
    // The longest first, so that no thread is left with one when the others are done.
    const batches = batchesOf(rows.map(({ ids }) => ids.length), PIECES).reverse(); // prettier-ignore
    await forEachConcurrent(batches, this.width, async (batch) => {
      if (cancelled || (await isCancelled())) {
        cancelled = true;
        return;
      }
      const encoded = await this.run(
        batch.map((index) => rows[index]!),
        this.encoders[kind],
      );
      for (const [number, index] of batch.entries()) results[index] = encoded[number]!;
    });
    return cancelled ? undefined : results;
  }

  private async run(rows: readonly Row[], encoder: OnnxSession): Promise<Encoded[]> {
    const length = Math.max(...rows.map((row) => row.ids.length));
    const dims = [rows.length, length];
    const ids = new Int32Array(rows.length * length);
    const types = new Int32Array(ids.length);
    const mask = new Float32Array(ids.length);
    for (const [number, row] of rows.entries()) {
      ids.set(row.ids, number * length);
      types.set(row.types, number * length);
      mask.fill(1, number * length, number * length + row.ids.length);
    }
    const out = await encoder.run({
      ids: { type: "int32", data: ids, dims },
      types: { type: "int32", data: types, dims },
      mask: { type: "float32", data: mask, dims },
    });
    const slice = (name: string, number: number): Float32Array => {
      const data = out[name]!;
      const size = data.length / rows.length;
      return data.subarray(number * size, (number + 1) * size);
    };
    return rows.map((_, number) => {
      const hidden = slice("hidden", number);
      return {
        tags: slice("tags", number),
        cases: slice("cases", number),
        gaps: slice("gaps", number),
        pair: (position) => hidden.slice((position - 1) * this.hidden, (position + 1) * this.hidden),
      };
    });
  }

  /**
   * Natural log-probabilities over the vocabulary at each place.
   * @param isCancelled asked before each run
   * @returns `undefined` if cancelled
   */
  async predict(places: readonly HeadInput[], isCancelled: IsCancelled): Promise<Float32Array[] | undefined> {
    const results: Float32Array[][] = [];
    let cancelled = false;
    await forEachConcurrent([...chunksOf(places, HEAD_INPUTS).entries()], this.width, async ([at, batch]) => {
      if (cancelled || (await isCancelled())) {
        cancelled = true;
        return;
      }
      const pairs = new Float32Array(batch.length * 2 * this.hidden);
      for (const [number, place] of batch.entries()) pairs.set(place.pair, number * 2 * this.hidden);
      const { logs } = await this.vocabulary.run({
        pairs: { type: "float32", data: pairs, dims: [batch.length, 2 * this.hidden] },
        kinds: {
          type: "int32",
          data: Int32Array.from(batch, (place) => KINDS.indexOf(place.kind)),
          dims: [batch.length],
        },
      });
      const size = logs!.length / batch.length;
      results[at] = batch.map((_, number) => logs!.subarray(number * size, (number + 1) * size));
    });
    return cancelled ? undefined : results.flat();
  }
}

/**
 * Rows of like length together, as indices.
 * @param lengths pieces of each row
 * @param limit pieces in a batch, unless one row has more
 */
export function batchesOf(lengths: readonly number[], limit: number): number[][] {
  const order = lengths.map((_, index) => index).sort((a, b) => lengths[a]! - lengths[b]!);
  const batches: number[][] = [];
  let pieces = 0;
  for (const index of order) {
    const length = lengths[index]!;
    const batch = batches.at(-1);
    const size = ((batch?.length ?? 0) + 1) * length;
    const isFull = batch === undefined || size > limit || size > (pieces + length) * PADDING;
    if (isFull) batches.push([index]);
    else batch.push(index);
    pieces = isFull ? length : pieces + length;
  }
  return batches;
}

/** The largest of the values. */
export function largest(values: Float32Array): number {
  let best = -Infinity;
  // By index: over a whole vocabulary an iterator takes three times as long.
  for (let index = values.length; index-- > 0;) if (values[index]! > best) best = values[index]!;
  return best;
}

/** Indices of the `count` largest values, largest first. */
export function topIndices(values: Float32Array, count: number): number[] {
  const best: number[] = [];
  let least = -Infinity;
  for (let index = 0; index < values.length; index++) {
    if (values[index]! <= least) continue;
    let at = best.length;
    while (at > 0 && values[best[at - 1]!]! < values[index]!) at--;
    best.splice(at, 0, index);
    if (best.length > count) best.pop();
    if (best.length === count) least = values[best[count - 1]!]!;
  }
  return best;
}
