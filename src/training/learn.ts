import { groupsOf, type AdapterPart } from "./adapterVector.js";
import type { StepInputs } from "./batches.js";
import { AdamW, clip } from "./optimiser.js";

/** Runs the step graph. */
export interface Stepper {
  /** The loss of a batch and its gradient over the adapter. */
  step(inputs: StepInputs, adapter: Float32Array): Promise<{ loss: number; gradient: Float32Array }>;
  /** Gives its memory back. */
  close(): Promise<void>;
}

export interface Learning {
  readonly stepper: Stepper;
  readonly batches: Iterator<StepInputs>;
  /** Batches that are not learnt from, by whose loss the best state is chosen. */
  readonly heldOut: readonly StepInputs[];
  readonly layout: readonly AdapterPart[];
  /** Share of the time for learning that is gone, 0 to 1; at 1 it ends. */
  readonly spent: () => number;
  readonly isCancelled: () => boolean;
  readonly onStep: (spent: number, loss: number) => void;
}

export interface Learnt {
  /** The state with the least held-out loss. */
  readonly adapter: Float32Array;
  readonly steps: number;
  /** Held-out loss at the beginning and of the returned state. */
  readonly first: number;
  readonly best: number;
}

/** Longest gradient that is followed. */
const LONGEST = 1;
const WARM_UP = 12;
/** How often the held-out loss is taken in the whole time, and after how many without a better one learning ends. */
const LOOKS = 8;
const PATIENCE = 3;
/** Weight of a new loss in the mean that is shown. */
const NEWEST = 0.1;

/**
 * Learns until the time is spent or the held-out loss rises: warm-up by steps, then a straight line to zero by the clock.
 * @param start is not changed
 */
export async function learn(start: Float32Array, learning: Learning): Promise<Learnt> {
  const { stepper, batches, layout, spent, isCancelled, onStep } = learning;
  const adapter = start.slice();
  const optimiser = new AdamW(adapter, groupsOf(layout));
  const first = await lossOf(adapter, learning);
  let best = { loss: first, adapter: start };
  let steps = 0;
  let looks = 0;
  let worse = 0;
  let mean: number | undefined;
  while (!isCancelled()) {
    const share = spent();
    if (share >= (looks + 1) / LOOKS) {
      looks = Math.floor(share * LOOKS);
      const loss = await lossOf(adapter, learning);
      worse = loss < best.loss ? 0 : worse + 1;
      if (loss < best.loss) best = { loss, adapter: adapter.slice() };
    }
    if (share >= 1 || worse >= PATIENCE) break;
    const { loss, gradient } = await stepper.step(batches.next().value as StepInputs, adapter);
    clip(gradient, LONGEST);
    optimiser.step(gradient, Math.min(1, ++steps / WARM_UP) * (1 - share));
    mean = mean === undefined ? loss : mean + NEWEST * (loss - mean);
    onStep(share, mean);
  }
  return { adapter: best.adapter, steps, first, best: best.loss };
}

async function lossOf(adapter: Float32Array, { stepper, heldOut, isCancelled }: Learning): Promise<number> {
  let sum = 0;
  for (const batch of heldOut) if (!isCancelled()) sum += (await stepper.step(batch, adapter)).loss;
  return sum / Math.max(1, heldOut.length);
}
