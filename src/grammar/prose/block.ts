import type { Span } from "../span.js";

/**
 * What role a run of text has in the document; all but paragraphs may be fragments instead of sentences. A `comment` is a
 * paragraph of a comment in code, where a sentence may do without its subject.
 */
export type BlockKind = "paragraph" | "heading" | "item" | "cell" | "comment";

/**
 * A part of a block. `prose` is the writer's text as it stands; `opaque` is one word to the model, whatever is in it (code,
 * maths, a URL, an image); `space` is markup that the reader sees as a space (`<br>`, `&nbsp;`).
 */
export interface TextPart extends Span {
  readonly kind: "prose" | "opaque" | "space";
}

/**
 * Text that belongs together: a paragraph, a heading, a table cell. Its pieces are in order and do not overlap. What lies
 * between two of them is markup and has no width, except that a line break there counts as a space.
 */
export interface Block {
  readonly kind: BlockKind;
  readonly parts: readonly TextPart[];
}

/** What a parser makes of a document. */
export interface Prose {
  /** In the order of their beginnings. The alternative text of an image is a block of its own, inside an opaque piece. */
  readonly blocks: readonly Block[];
  /** The document's comments, from the opening mark to the closing one: directives may stand in them. */
  readonly comments: readonly Span[];
  /** Names that the document's code uses: a word that is one is meant as it is spelled. */
  readonly names?: ReadonlySet<string>;
}

/** Finds the prose in a document. Never throws, whatever the text. */
export type ProseParser = (text: string) => Prose;

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
    build: () => ({ kind, parts: textPartsBetween(cuts, span) }),
  };
}

/** @param cuts in order; one that overlaps the one before, or leaves the block, is passed over */
export function textPartsBetween(cuts: readonly Cut[], { start, end }: Span): TextPart[] {
  const pieces: TextPart[] = [];
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
