import type { ParameterGroup } from "./optimiser.js";
import type { Random } from "./seeded.js";

/** A named part of the flat adapter vector (`scripts/cloze_model/graphs.py`). */
export interface AdapterPart {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Peak rates. The low-rank parts move every sentence; a bias moves one word, and seldom gets a gradient. */
const RATES = { lowRank: 2e-3, head: 1e-3, bias: 4e-3 };
const DECAY = 0.01;

/** How each part of the vector learns. */
export function groupsOf(layout: readonly AdapterPart[]): ParameterGroup[] {
  return layout.map(({ name, start, end }) => ({ start, end, rate: rateOf(name), decay: DECAY }));
}

function rateOf(name: string): number {
  if (isDown(name) || isUp(name)) return RATES.lowRank;
  return name.endsWith(".bias") ? RATES.bias : RATES.head;
}

function isDown(name: string): boolean {
  return name.endsWith(".down");
}

function isUp(name: string): boolean {
  return name.endsWith(".up");
}

/**
 * A vector that changes nothing and can learn: of each low-rank product one factor is random and the other zero (Hu et al. 2021). Were both
 * zero, neither would have a gradient.
 * @param hidden width of the encoder
 */
export function freshAdapter(layout: readonly AdapterPart[], hidden: number, random: Random): Float32Array {
  const vector = new Float32Array(layout.at(-1)!.end);
  for (const { name, start, end } of layout)
    if (isDown(name)) for (let at = start; at < end; at++) vector[at] = random.normal() / Math.sqrt(hidden);
  return vector;
}

/** The same change, but only a share of it: in a product one factor is scaled. */
export function weaken(vector: Float32Array, layout: readonly AdapterPart[], share: number): Float32Array {
  const weaker = vector.slice();
  for (const { name, start, end } of layout)
    if (!isDown(name)) for (let at = start; at < end; at++) weaker[at]! *= share;
  return weaker;
}
