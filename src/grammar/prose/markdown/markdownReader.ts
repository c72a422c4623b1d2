import type { SyntaxNodeRef } from "@lezer/common";
import type { Span } from "../../span.js";
import { type Block, type BlockBuilder, type BlockKind, createBlockBuilder, type Prose } from "../block.js";
import {
  createDefinitions,
  type Definitions,
  readEntity,
  readEscape,
  readLinkMark,
  readTag,
  readUrl,
} from "./markdownInline.js";

/** Turns a syntax tree into prose: give it every node on the way in and on the way out. */
interface MarkdownReader {
  /** @returns false if nothing inside the node matters */
  enter(node: SyntaxNodeRef): boolean;
  leave(node: SyntaxNodeRef): void;
  result(): Prose;
}

/** A note's own label, and the label of GitHub's alerts: `[^1]:`, `[!NOTE]`. */
const LABEL_AT_START = /\[(?:\^[^\]\s]{1,200}\]:|![A-Za-z]{1,30}\][-+]?)/uy;

const COMMENT_LABEL = /^\[(?:comment|\/\/)\]:/iu;

export function createMarkdownReader(text: string): MarkdownReader {
  const blocks: Block[] = [];
  const comments: Span[] = [];
  const definitions = createDefinitions(text);
  /** The blocks around the present node, the innermost last; a block in a block is an image's alternative text. */
  const open: { readonly node: string; readonly builder: BlockBuilder; readonly slot: number }[] = [];

  function begin(node: SyntaxNodeRef, kind: BlockKind, span: Span): BlockBuilder {
    const builder = createBlockBuilder(kind, span);
    // Its place is taken now: an image's text comes after the paragraph around it.
    open.push({ node: node.name, builder, slot: blocks.push({ kind, parts: [] }) - 1 });
    return builder;
  }

  function beginParagraph(node: SyntaxNodeRef): true {
    const kind = node.node.parent?.name === "ListItem" ? "item" : isTitle(node) ? "heading" : "paragraph";
    const builder = begin(node, kind, spanOf(node));
    LABEL_AT_START.lastIndex = node.from;
    const label = LABEL_AT_START.exec(text);
    if (label) builder.cut("markup", node.from, node.from + label[0].length);
    return true;
  }

  function beginImage(node: SyntaxNodeRef): true {
    open.at(-1)?.builder.cut("opaque", node.from, node.to);
    const [opening, closing] = node.node.getChildren("LinkMark");
    begin(node, "cell", { start: opening?.to ?? node.from, end: closing?.from ?? node.from });
    return true;
  }

  function enter(node: SyntaxNodeRef): boolean {
    switch (node.name) {
      case "Paragraph":
        return beginParagraph(node);
      case "Task":
        begin(node, "item", spanOf(node));
        return true;
      case "TableCell":
        begin(node, "cell", spanOf(node));
        return true;
      case "Image":
        return beginImage(node);
      case "LinkReference":
        // Nothing links to it, and no reader sees it: the way to write a comment without HTML.
        if (COMMENT_LABEL.test(text.slice(node.from, node.from + 12))) comments.push(spanOf(node));
        return false;
      case "Comment":
      case "CommentBlock":
      case "ExpressionComment":
        comments.push(spanOf(node));
        open.at(-1)?.builder.cut("markup", node.from, node.to);
        return false;
      default:
        if (/^(?:ATX|Setext)Heading/u.test(node.name)) begin(node, "heading", spanOf(node));
        else if (BLOCKS_WITHOUT_PROSE.has(node.name)) return false;
        else return enterInline(node, open.at(-1)?.builder, text, definitions);
        return true;
    }
  }

  function leave(node: SyntaxNodeRef): void {
    const last = open.at(-1);
    if (last?.node !== node.name) return;
    blocks[last.slot] = last.builder.build();
    open.pop();
  }

  return { enter, leave, result: () => ({ blocks: blocks.filter(({ parts }) => parts.length > 0), comments }) };
}

/** A paragraph that is all bold or all a link stands for a heading. */
function isTitle({ from, to, node }: SyntaxNodeRef): boolean {
  const only = node.firstChild;
  return only?.from === from && only.to === to && TITLES.has(only.name);
}

const TITLES: ReadonlySet<string> = new Set(["StrongEmphasis", "Emphasis", "Link"]);

const BLOCKS_WITHOUT_PROSE: ReadonlySet<string> = new Set([
  "FencedCode",
  "CodeBlock",
  "HTMLBlock",
  "ProcessingInstructionBlock",
  "HorizontalRule",
  "MathBlock",
  "ContainerFence",
  "Esm",
  "TooDeep",
]);

/** Inside a paragraph or the like; elsewhere there is nothing to cut. */
function enterInline(
  node: SyntaxNodeRef,
  builder: BlockBuilder | undefined,
  text: string,
  definitions: Definitions,
): boolean {
  if (!builder) return true;
  switch (node.name) {
    case "InlineCode":
    case "InlineMath":
    case "Placeholder":
    case "Expression":
    case "Autolink":
      builder.cut("opaque", node.from, node.to);
      return false;
    case "URL":
      readUrl(node, builder);
      return false;
    case "Link":
      if (!text.startsWith("[^", node.from)) return true;
      builder.cut("markup", node.from, node.to);
      return false;
    case "LinkMark":
      readLinkMark(node, builder, text, definitions);
      return false;
    case "HTMLTag":
    case "JsxTag":
      readTag(node, builder, text);
      return false;
    case "Entity":
      readEntity(node, builder, text);
      return false;
    case "Escape":
      readEscape(node, builder);
      return false;
    case "Emphasis":
    case "StrongEmphasis":
    case "Strikethrough":
      return true;
    default:
      // Every mark of the syntax is a node of its own.
      builder.cut("markup", node.from, node.to);
      return false;
  }
}

function spanOf({ from, to }: SyntaxNodeRef): Span {
  return { start: from, end: to };
}
