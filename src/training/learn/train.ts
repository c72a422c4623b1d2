import type { ModelManifest } from "../../inference/manifest.js";
import type { Tensor } from "../../inference/runtime.js";
import type { Random } from "./random.js";

/** The inputs of the step graph but the adapter; all that is the same for a row of the same labels. */
export type StepInputs = Readonly<Record<string, Tensor>>;

/** Runs the step graph. */
export interface TrainStep {
  /** The loss of a batch and its gradient over the adapter. */
  step(inputs: StepInputs, adapter: Float32Array): Promise<{ loss: number; gradient: Float32Array }>;
  /** Gives its memory back. */
  close(): Promise<void>;
}

type Layout = NonNullable<ModelManifest["training"]>["layout"];

export interface TrainRun {
  readonly step: TrainStep;
  readonly batches: Iterator<StepInputs>;
  /** Batches that are not learnt from, by whose loss the best state is chosen. */
  readonly validation: readonly StepInputs[];
  readonly layout: Layout;
  /** Share of the time for learning that is gone, 0 to 1; at 1 it ends. */
  readonly spent: () => number;
  readonly isCancelled: () => boolean;
  readonly onStep: (loss: number) => void;
}

export interface Trained {
  /** The state with the least validation loss. */
  readonly adapter: Float32Array;
  readonly steps: number;
  /** Validation loss at the beginning and of the returned state. */
  readonly first: number;
  readonly best: number;
}

/** Longest gradient that is followed. */
const LONGEST = 1;
const WARM_UP = 12;
/** How often the validation loss is taken in the whole time, and after how many without a better one learning ends. */
const LOOKS = 8;
const PATIENCE = 3;
/** Weight of a new loss in the mean that is shown. */
const NEWEST = 0.1;

/**
 * Learns until the time is spent or the validation loss rises: warm-up by steps, then a straight line to zero by the clock.
 * @param start is not changed
 */
export async function train(start: Float32Array, run: TrainRun): Promise<Trained> {
  const { step, batches, layout, spent, isCancelled, onStep } = run;
  const adapter = start.slice();
  const optimiser = new AdamW(adapter, parameterGroups(layout));
  const first = await validationLoss(adapter, run);
  let best = { loss: first, adapter: start };
  let steps = 0;
  let looks = 0;
  let worse = 0;
  let mean: number | undefined;
  while (!isCancelled()) {
    const share = spent();
    if (share >= (looks + 1) / LOOKS) {
      looks = Math.floor(share * LOOKS);
      const loss = await validationLoss(adapter, run);
      worse = loss < best.loss ? 0 : worse + 1;
      if (loss < best.loss) best = { loss, adapter: adapter.slice() };
    }
    if (share >= 1 || worse >= PATIENCE) break;
    const { loss, gradient } = await step.step(batches.next().value as StepInputs, adapter);
    clip(gradient, LONGEST);
    optimiser.step(gradient, Math.min(1, ++steps / WARM_UP) * (1 - share));
    mean = mean === undefined ? loss : mean + NEWEST * (loss - mean);
    onStep(mean);
  }
  return { adapter: best.adapter, steps, first, best: best.loss };
}

async function validationLoss(adapter: Float32Array, { step, validation, isCancelled }: TrainRun): Promise<number> {
  let sum = 0;
  for (const batch of validation) if (!isCancelled()) sum += (await step.step(batch, adapter)).loss;
  return sum / Math.max(1, validation.length);
}

/**
 * A vector that changes nothing and can learn: of each low-rank product one factor is random and the other zero (Hu et al. 2021). Were both
 * zero, neither would have a gradient.
 * @param hidden width of the encoder
 */
export function freshAdapter(layout: Layout, hidden: number, random: Random): Float32Array {
  const vector = new Float32Array(layout.at(-1)!.end);
  for (const { name, start, end } of layout)
    if (name.endsWith(".down")) for (let at = start; at < end; at++) vector[at] = random.normal() / Math.sqrt(hidden);
  return vector;
}

/** Entries `[start, end)` of the flat vector that learn at one rate. */
export interface ParameterGroup {
  readonly start: number;
  readonly end: number;
  /** Learning rate at its peak. */
  readonly rate: number;
  /** Slopes far below it hardly move anything; without such a floor each entry moves at the full rate, however little it matters. */
  readonly floor: number;
}

/** How each part of the vector learns; the others have no gradient by masked words. */
function parameterGroups(layout: Layout): ParameterGroup[] {
  return layout.flatMap(({ name, start, end }): ParameterGroup[] => {
    if (name.endsWith(".down")) return [{ start, end, rate: 1e-3, floor: 1e-8 }];
    // The factor that begins at zero must learn the faster one (LoRA+, Hayou et al. 2024).
    if (name.endsWith(".up")) return [{ start, end, rate: 4e-3, floor: 1e-8 }];
    // Every word's bias has a slope in every step, if a tiny one: only those of words that are spoken of should move.
    return name === "masked.bias" ? [{ start, end, rate: 4e-3, floor: 1e-4 }] : [];
  });
}

const BETA1 = 0.9;
const BETA2 = 0.98;
/** Decoupled decay towards zero for each unit of the rate (Loshchilov and Hutter 2019). */
const DECAY = 0.01;

/** AdamW over one flat vector. */
export class AdamW {
  private readonly mean: Float32Array;
  private readonly square: Float32Array;
  private steps = 0;

  constructor(
    private readonly parameters: Float32Array,
    private readonly groups: readonly ParameterGroup[],
  ) {
    this.mean = new Float32Array(parameters.length);
    this.square = new Float32Array(parameters.length);
  }

  /**
   * Changes the parameters in place.
   * @param share of the peak rates, 0 to 1: warm-up and decay are the caller's
   */
  step(gradient: Float32Array, share: number): void {
    this.steps++;
    const ofMean = 1 - BETA1 ** this.steps;
    const ofSquare = 1 - BETA2 ** this.steps;
    for (const { start, end, rate, floor } of this.groups) {
      const now = rate * share;
      for (let at = start; at < end; at++) {
        const slope = gradient[at]!;
        this.mean[at] = BETA1 * this.mean[at]! + (1 - BETA1) * slope;
        this.square[at] = BETA2 * this.square[at]! + (1 - BETA2) * slope * slope;
        const direction = this.mean[at]! / ofMean / (Math.sqrt(this.square[at]! / ofSquare) + floor);
        this.parameters[at] = this.parameters[at]! * (1 - now * DECAY) - now * direction;
      }
    }
  }
}

/** Shortens the gradient in place to a Euclidean length of at most `limit`, and returns the length it had. */
export function clip(gradient: Float32Array, limit: number): number {
  let sum = 0;
  for (const slope of gradient) sum += slope * slope;
  const length = Math.sqrt(sum);
  if (length > limit) for (let at = 0; at < gradient.length; at++) gradient[at]! *= limit / length;
  return length;
}
