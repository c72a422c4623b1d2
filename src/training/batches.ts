import { KINDS } from "../inference/graphs.js";
import type { Tensor } from "../inference/runtime.js";
import { NO_SAY, type Labelled } from "./labels.js";

/** A labelled row and how much it counts. */
export interface Weighed {
  readonly row: Labelled;
  readonly weight: number;
}

/** How much each head counts, as in `scripts/finetune.py`. */
const HEADS = { tags: 1, cases: 0.3, gaps: 1, replace: 0.6, insert: 0.6, masked: 0.25 };
/** A wrong word or gap counts so many times as much as a right one: there are far fewer. */
const WRONG = 3;

/** The inputs of the step graph but the adapter; all that is the same for a row of the same labels. */
export type StepInputs = Readonly<Record<string, Tensor>>;

/**
 * Rows of any length → the inputs of the step graph (`scripts/cloze_model/step_graph.py`). The weights add up so that the loss is
 * a mean over the words of the batch.
 */
export function collate(rows: readonly Weighed[]): StepInputs {
  const length = Math.max(...rows.map(({ row }) => row.ids.length));
  const size = rows.length * length;
  const words = rows.reduce((sum, { row }) => sum + row.tags.filter(hasSay).length + row.targets.filter((one) => one.kind === "masked").length, 0); // prettier-ignore
  const whole = (): Int32Array => new Int32Array(size);
  const floats = (): Float32Array => new Float32Array(size);
  const [ids, types, tags, cases] = [whole(), whole(), whole(), whole()];
  const [mask, tagWeights, caseWeights, gaps, gapWeights] = [floats(), floats(), floats(), floats(), floats()];
  const places: { at: number; kind: number; piece: number; weight: number }[] = [];
  for (const [number, { row, weight }] of rows.entries()) {
    const share = weight / Math.max(1, words);
    const start = number * length;
    for (let column = 0; column < row.ids.length; column++) {
      const at = start + column;
      ids[at] = row.ids[column]!;
      types[at] = row.types[column]!;
      mask[at] = 1;
      fill(tags, tagWeights, at, row.tags[column]!, share * HEADS.tags * (row.tags[column]! > 0 ? WRONG : 1));
      fill(cases, caseWeights, at, row.cases[column]!, share * HEADS.cases);
      fill(gaps, gapWeights, at, row.gaps[column]!, share * HEADS.gaps * (row.gaps[column]! > 0 ? WRONG : 1));
    }
    for (const { position, kind, piece } of row.targets)
      places.push({ at: start + position, kind: KINDS.indexOf(kind), piece, weight: share * HEADS[kind] });
  }
  // The graph wants a place; one without weight says nothing.
  if (places.length === 0) places.push({ at: 0, kind: 0, piece: 0, weight: 0 });
  const matrix = (data: Tensor["data"]): Tensor => tensor(data, [rows.length, length]);
  const list = (data: Tensor["data"]): Tensor => tensor(data, [places.length]);
  return {
    ids: matrix(ids),
    types: matrix(types),
    mask: matrix(mask),
    tags: matrix(tags),
    tagWeights: matrix(tagWeights),
    cases: matrix(cases),
    caseWeights: matrix(caseWeights),
    gaps: matrix(gaps),
    gapWeights: matrix(gapWeights),
    places: list(Int32Array.from(places, ({ at }) => at)),
    kinds: list(Int32Array.from(places, ({ kind }) => kind)),
    targets: list(Int32Array.from(places, ({ piece }) => piece)),
    targetWeights: list(Float32Array.from(places, ({ weight }) => weight)),
  };
}

function hasSay(label: number): boolean {
  return label !== NO_SAY;
}

function fill(
  labels: Int32Array | Float32Array,
  weights: Float32Array,
  at: number,
  label: number,
  weight: number,
): void {
  if (!hasSay(label)) return;
  labels[at] = label;
  weights[at] = weight;
}

function tensor(data: Tensor["data"], dims: readonly number[]): Tensor {
  return { type: data instanceof Float32Array ? "float32" : "int32", data, dims };
}
