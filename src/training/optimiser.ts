/** Entries `[start, end)` of the flat vector that learn at one rate. */
export interface ParameterGroup {
  readonly start: number;
  readonly end: number;
  /** Of the learning rate at its peak. */
  readonly rate: number;
  /** Decoupled decay towards zero for each unit of the rate (Loshchilov and Hutter 2019). */
  readonly decay: number;
  /** Slopes far below it hardly move anything; without such a floor each entry moves at the full rate, however little it matters. */
  readonly floor: number;
}

const BETA1 = 0.9;
const BETA2 = 0.98;

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
    for (const { start, end, rate, decay, floor } of this.groups) {
      const now = rate * share;
      for (let at = start; at < end; at++) {
        const slope = gradient[at]!;
        this.mean[at] = BETA1 * this.mean[at]! + (1 - BETA1) * slope;
        this.square[at] = BETA2 * this.square[at]! + (1 - BETA2) * slope * slope;
        const direction = this.mean[at]! / ofMean / (Math.sqrt(this.square[at]! / ofSquare) + floor);
        this.parameters[at] = this.parameters[at]! * (1 - now * decay) - now * direction;
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
