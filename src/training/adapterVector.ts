import type { ParameterGroup } from "./optimiser.js";
import type { Random } from "./seeded.js";

/** A named part of the flat adapter vector (`scripts/cloze_model/graphs.py`). */
export interface AdapterPart {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

type Manner = Omit<ParameterGroup, "start" | "end">;

const DOWN: Manner = { rate: 1e-3, decay: 0.01, floor: 1e-8 };
/** The factor that begins at zero must learn the faster one (LoRA+, Hayou et al. 2024). */
const UP: Manner = { rate: 4e-3, decay: 0.01, floor: 1e-8 };
const HEAD: Manner = { rate: 1e-3, decay: 0.01, floor: 1e-8 };
/** Every word's bias has a slope in every step, if a tiny one: only those of words that are spoken of should move. */
const BIAS: Manner = { rate: 4e-3, decay: 0.01, floor: 1e-4 };

/** How each part of the vector learns. */
export function groupsOf(layout: readonly AdapterPart[]): ParameterGroup[] {
  return layout.map(({ name, start, end }) => ({ start, end, ...mannerOf(name) }));
}

function mannerOf(name: string): Manner {
  if (isDown(name)) return DOWN;
  if (isUp(name)) return UP;
  return name.endsWith(".bias") ? BIAS : HEAD;
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
