import type { IsCancelled } from "../grammar/scorer.js";
import type { Encoded, Graphs, HeadInput } from "./graphs.js";
import { maskedRow, type Row, type Window } from "./rows.js";

/** A stretch of pieces to be masked: the pieces `[start, end)` of a window give way to `count` masks. */
interface MaskedSpan {
  readonly window: Window;
  readonly start: number;
  readonly end: number;
  readonly count: number;
}

/** Natural log-probabilities over the vocabulary at each mask of a blank, in order. */
type SpanLogProbs = readonly Float32Array[];

/**
 * What stands under a mask: asked for in two rounds (rows first, then all answers at once), so that the masked variants of
 * many places share their batches.
 */
export class MaskedSpans {
  private readonly wanted = new Map<string, MaskedSpan>();
  private readonly answers = new Map<string, SpanLogProbs>();
  private readonly windows = new Map<Window, number>();

  /** Asks for the pieces `[start, end)` of a window to be masked by `count` masks. */
  ask(window: Window, start: number, end: number, count: number): void {
    const key = this.key(window, start, end, count);
    if (!this.answers.has(key)) this.wanted.set(key, { window, start, end, count });
  }

  /** Rows that have been asked for and not answered yet. */
  get pending(): number {
    return this.wanted.size;
  }

  /** Runs everything asked for. @returns false if cancelled, and then nothing of it is answered */
  async answer(graphs: Graphs, mask: number, isCancelled: IsCancelled): Promise<boolean> {
    const entries = [...this.wanted];
    this.wanted.clear();
    const rows: Row[] = entries.map(([, { window, start, end, count }]) => maskedRow(window, start, end, count, mask));
    const encoded = await graphs.encode(rows, isCancelled, "masked");
    const places = encoded && entries.flatMap(([, blank], index) => placesOf(blank, encoded[index]!));
    const logs = places && (await graphs.predict(places, isCancelled));
    if (!logs) return false;
    let at = 0;
    for (const [key, { count }] of entries) {
      this.answers.set(key, logs.slice(at, at + count));
      at += count;
    }
    return true;
  }

  /** The answer to a blank asked for before. @throws an Error if it was not: a fault of the caller */
  at(window: Window, start: number, end: number, count: number): SpanLogProbs {
    const logProbs = this.answers.get(this.key(window, start, end, count));
    if (!logProbs) throw new Error("This place has not been masked.");
    return logProbs;
  }

  private key(window: Window, start: number, end: number, count: number): string {
    let number = this.windows.get(window);
    if (number === undefined) this.windows.set(window, (number = this.windows.size));
    return `${String(number)} ${String(start)} ${String(end)} ${String(count)}`;
  }
}

function placesOf({ start, count }: MaskedSpan, answer: Encoded): HeadInput[] {
  return Array.from({ length: count }, (_, offset) => ({ kind: "masked" as const, pair: answer.pair(start + offset) }));
}

/** Log-likelihood of pieces under as many masks, summed. */
export function logLikelihood(logProbs: SpanLogProbs, pieces: readonly number[]): number {
  return pieces.reduce((sum, id, index) => sum + logProbs[index]![id]!, 0);
}
