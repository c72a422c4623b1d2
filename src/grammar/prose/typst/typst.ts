import type { BlockKind, Prose } from "../block.js";
import { createBlockWriter } from "../blockWriter.js";
import { cutDisplay, cutFormula } from "../formulas.js";
import { readCode } from "./typstCode.js";
import { parseTree, type TypstNode, type TypstReading } from "./typstTree.js";

const LINE_BREAK = /[\n\v\f\r\u0085\u2028\u2029]/u;

/** Reads nodes that stand beside each other in markup. @param kind of the text that is none of its own kind */
function readMarkup(reading: TypstReading, nodes: readonly TypstNode[], kind: BlockKind): void {
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at]!;
    const code = node.kind === "Hash" ? nodes[at + 1] : undefined;
    // A hash before nothing that can be code is a half-written one, or no code at all (“C# is”).
    if (code === undefined || code.kind === "Error") {
      readNode(reading, node, kind);
      continue;
    }
    const isAlone = endsLine(nodes[at - 1], reading.text) && endsLine(nodes[at + 2], reading.text);
    readCode(reading, { start: node.start, code, isAlone, kind });
    at++;
  }
}

/** @param neighbour before or after what may be alone between two line breaks */
function endsLine(neighbour: TypstNode | undefined, text: string): boolean {
  if (neighbour?.kind === "Space") return LINE_BREAK.test(text.slice(neighbour.start, neighbour.end));
  return neighbour === undefined || neighbour.kind === "Parbreak";
}

function readNode(reading: TypstReading, node: TypstNode, kind: BlockKind): void {
  const { writer, text } = reading;
  const { start, end } = node;
  switch (node.kind) {
    case "Parbreak":
      writer.next(kind, start, end);
      break;
    case "Heading":
      readOwn(reading, node, "heading", kind);
      break;
    case "ListItem":
    case "EnumItem":
    case "TermItem":
      readOwn(reading, node, "item", kind);
      break;
    case "Strong":
    case "Emph":
      readStyled(reading, node, kind);
      break;
    case "Raw":
      if (LINE_BREAK.test(text.slice(start, end))) writer.next(kind, start, end);
      else writer.cut("opaque", start, end);
      break;
    case "Equation":
      readEquation(reading, node);
      break;
    case "Link":
    case "Ref":
      writer.cut("opaque", start, end);
      break;
    case "LineComment":
    case "BlockComment":
      writer.comment(start, end);
      writer.cut("markup", start, end);
      break;
    case "Label":
    case "Semicolon":
    case "Shebang":
      writer.cut("markup", start, end);
      break;
    case "Linebreak":
      writer.cut("space", start, end);
      break;
    case "Shorthand":
      readShorthand(reading, node);
      break;
    case "Escape":
      // `\u{1f600}` shows something that does not stand there.
      if (end - start > 2) writer.cut("opaque", start, end);
      else writer.cut("markup", start, start + 1);
      break;
    default:
    // Text, spaces, quotation marks, and what the grammar takes for a mistake: the writer's as they stand.
  }
}

/** A node whose texts are blocks of their own, such as a term and its description. */
function readOwn(reading: TypstReading, node: TypstNode, kind: BlockKind, outer: BlockKind): void {
  let { start } = node;
  for (const part of node.children().filter((child) => child.kind === "Markup")) {
    reading.writer.next(kind, start, part.start);
    readMarkup(reading, part.children(), kind);
    start = part.end;
  }
  reading.writer.next(outer, start, node.end);
}

function readStyled(reading: TypstReading, node: TypstNode, kind: BlockKind): void {
  for (const child of node.children()) {
    if (child.kind === "Markup") readMarkup(reading, child.children(), kind);
    if (child.kind === "Star" || child.kind === "Underscore") reading.writer.cut("markup", child.start, child.end);
  }
}

/** `$ x $` stands on a line of its own, `$x$` does not. */
function readEquation({ text, writer }: TypstReading, { start, end }: TypstNode): void {
  const inside = text.slice(start + 1, end - 1);
  const isDisplay = inside !== inside.trimStart() && inside !== inside.trimEnd();
  if (isDisplay) cutDisplay(writer, text, { start, end }, start + inside.trimEnd().length);
  else cutFormula(writer, text, { start, end });
}

/** Dashes and dots say themselves what they are. */
function readShorthand({ text, writer }: TypstReading, { start, end }: TypstNode): void {
  const mark = text.slice(start, end);
  if (mark === "~") writer.cut("space", start, end);
  if (mark === "-?") writer.cut("markup", start, end);
}

const BYTE_ORDER_MARK = /^\uFEFF/u;

/** Typst, as its own parser understands it: markup is prose, and so is what stands in the brackets of code. */
export function parseTypst(text: string): Prose {
  const readable = text.replace(BYTE_ORDER_MARK, " ");
  const writer = createBlockWriter(readable);
  const reading: TypstReading = {
    text: readable,
    writer,
    readMarkup: (nodes, kind) => readMarkup(reading, nodes, kind),
  };
  reading.readMarkup(parseTree(readable).children(), "paragraph");
  return writer.result(text.length);
}
