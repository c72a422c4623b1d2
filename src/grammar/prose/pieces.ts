import type { Span } from "../span.js";
import type { Block, BlockKind, Piece } from "./block.js";

/** Something in a block that is not the writer's text; `markup` has no width. */
export interface Cut extends Span {
  readonly kind: "markup" | "opaque" | "space";
}

/** Collects what is to be cut out of one block, in the order of the document. */
export interface BlockBuilder {
  cut(kind: Cut["kind"], start: number, end: number): void;
  /** Begins something that is opaque up to `closeOpaque`, unless that never comes. */
  openOpaque(name: string, start: number): void;
  closeOpaque(name: string, end: number): void;
  build(): Block;
}

/** @param span the block; what lies outside it is ignored */
export function createBlockBuilder(kind: BlockKind, span: Span): BlockBuilder {
  const cuts: Cut[] = [];
  let open: { name: string; start: number; before: number } | undefined;
  return {
    cut(cutKind, start, end) {
      cuts.push({ kind: cutKind, start, end });
    },
    openOpaque(name, start) {
      open ??= { name, start, before: cuts.length };
    },
    closeOpaque(name, end) {
      if (open?.name !== name) return;
      cuts.splice(open.before);
      cuts.push({ kind: "opaque", start: open.start, end });
      open = undefined;
    },
    build: () => ({ kind, pieces: piecesBetween(cuts, span) }),
  };
}

/** @param cuts in order; one that overlaps the one before, or leaves the block, is passed over */
export function piecesBetween(cuts: readonly Cut[], { start, end }: Span): Piece[] {
  const pieces: Piece[] = [];
  let at = start;
  for (const cut of cuts) {
    if (cut.start < at || cut.end > end) continue;
    if (cut.start > at) pieces.push({ kind: "prose", start: at, end: cut.start });
    if (cut.kind !== "markup") pieces.push({ kind: cut.kind, start: cut.start, end: cut.end });
    at = cut.end;
  }
  if (at < end) pieces.push({ kind: "prose", start: at, end });
  return pieces;
}
