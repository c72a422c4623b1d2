import type { Span } from "../span.js";
import { type Block, type BlockKind, type Cut, textPartsBetween, type Prose } from "./block.js";

/**
 * Collects the blocks of a document that is read from its beginning to its end, for formats in which only what comes next
 * says where a block ends. A block is open at any time; one without prose is dropped in the end.
 */
export interface BlockWriter {
  /** Ends the present block at `end`, and begins another in its place at `start`. */
  next(kind: BlockKind, end: number, start: number): void;
  /** Begins the present block at `start`: what it held before is no prose. */
  skip(start: number): void;
  /** Begins a block inside the present one, such as a footnote. */
  open(kind: BlockKind, start: number): void;
  /** Ends the block that was opened last, and goes on with the one around it. */
  close(end: number): void;
  /** What of the present block is not the writer's text, in the order of the document. */
  cut(kind: Cut["kind"], start: number, end: number): void;
  comment(start: number, end: number): void;
  /** @param end where the document ends */
  result(end: number): Prose;
}

interface OpenBlock {
  readonly kind: BlockKind;
  readonly start: number;
  readonly cuts: Cut[];
  /** Its place among the blocks, which are in the order of their beginnings. */
  readonly slot: number;
}

const NOT_SPACE = /\S/u;

/** @param text the document; its first block, a paragraph, begins at its beginning */
export function createBlockWriter(text: string): BlockWriter {
  const blocks: Block[] = [];
  const comments: Span[] = [];
  const stack: OpenBlock[] = [begin("paragraph", 0)];

  function begin(kind: BlockKind, start: number): OpenBlock {
    return { kind, start, cuts: [], slot: blocks.push({ kind, parts: [] }) - 1 };
  }

  function finish(end: number): void {
    const block = stack.pop();
    if (!block || block.start >= end) return;
    const parts = textPartsBetween(block.cuts, { start: block.start, end });
    const says = parts.some(({ kind, start, end: to }) => kind === "opaque" || NOT_SPACE.test(text.slice(start, to)));
    if (says) blocks[block.slot] = { kind: block.kind, parts };
  }

  return {
    next(kind, end, start) {
      finish(end);
      stack.push(begin(kind, start));
    },
    skip(start) {
      const block = stack.pop();
      if (block) stack.push({ ...block, start, cuts: [] });
    },
    open: (kind, start) => void stack.push(begin(kind, start)),
    close(end) {
      if (stack.length > 1) finish(end);
    },
    cut: (kind, start, end) => void stack.at(-1)?.cuts.push({ kind, start, end }),
    comment: (start, end) => void comments.push({ start, end }),
    result(end) {
      while (stack.length > 0) finish(end);
      return { blocks: blocks.filter(({ parts }) => parts.length > 0), comments };
    },
  };
}
