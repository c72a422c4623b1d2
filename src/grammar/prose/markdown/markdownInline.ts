import type { SyntaxNodeRef } from "@lezer/common";
import type { BlockBuilder } from "../block.js";

const SPACES = /^&(?:nbsp|ensp|emsp|thinsp|#160|#xa0);$/iu;
const AMPERSAND = /^&amp;$/iu;
const TAG_NAME = /^<(\/?)([A-Za-z][\w.:-]*)/u;
/** Elements whose content is no prose. */
const OPAQUE_ELEMENTS: ReadonlySet<string> = new Set([
  "code",
  "kbd",
  "samp",
  "var",
  "pre",
  "script",
  "style",
  "svg",
  "math",
]);
/** A target with a placeholder in it may hold spaces, which CommonMark does not take for a link. */
const TARGET_WITH_PLACEHOLDER = /\([^(){\s]{0,200}\{[{%](?:[^\n%}]|[%}](?!\})){0,300}[%}]\}[^()\n]{0,200}\)/uy;

/** A bare address is a word; a link's target is none. */
export function readUrl(node: SyntaxNodeRef, builder: BlockBuilder): void {
  const parent = node.node.parent?.name;
  builder.cut(parent === "Link" || parent === "Image" ? "markup" : "opaque", node.from, node.to);
}

/**
 * The marks around a link's text. Brackets without a target are a reference only if the document defines it; else they are
 * the writer's own brackets.
 */
export function readLinkMark(node: SyntaxNodeRef, builder: BlockBuilder, text: string, definitions: Definitions): void {
  const link = node.node.parent;
  if (link?.name !== "Link" || link.getChildren("LinkMark").length > 2 || link.getChild("LinkLabel")) {
    builder.cut("markup", node.from, node.to);
    return;
  }
  TARGET_WITH_PLACEHOLDER.lastIndex = link.to;
  const target = TARGET_WITH_PLACEHOLDER.exec(text)?.[0] ?? "";
  if (target === "" && !definitions.has(text.slice(link.from + 1, link.to - 1))) return;
  builder.cut("markup", node.from, node.from === link.from ? node.to : node.to + target.length);
}

/** Tags have no width, but `<br>` is a space, and what stands between some tags is code. */
export function readTag(node: SyntaxNodeRef, builder: BlockBuilder, text: string): void {
  const tag = TAG_NAME.exec(text.slice(node.from, node.to));
  const name = tag?.[2]?.toLowerCase() ?? "";
  const isOpaque = OPAQUE_ELEMENTS.has(name);
  if (isOpaque && !tag?.[1]) builder.openOpaque(name, node.from);
  builder.cut(name === "br" ? "space" : "markup", node.from, node.to);
  if (isOpaque && tag?.[1]) builder.closeOpaque(name, node.to);
}

/** `&amp;` shows its own first character; of the others only spaces are understood. */
export function readEntity(node: SyntaxNodeRef, builder: BlockBuilder, text: string): void {
  const entity = text.slice(node.from, node.to);
  if (SPACES.test(entity)) builder.cut("space", node.from, node.to);
  else if (AMPERSAND.test(entity)) builder.cut("markup", node.from + 1, node.to);
  else builder.cut("opaque", node.from, node.to);
}

/** A backslash has no width; what it escapes is the writer's. */
export function readEscape(node: SyntaxNodeRef, builder: BlockBuilder): void {
  builder.cut("markup", node.from, node.from + 1);
}

/** The labels that the document gives a target: `[label]: https://…`. */
export interface Definitions {
  has(label: string): boolean;
}

/** A label has no brackets in it but escaped ones. */
const DEFINITION = /(?<![^\n])[ \t>]*\[((?:[^[\]\\]|\\.){1,999})\]:/gsu;

/** Looks for definitions only when first asked. */
export function createDefinitions(text: string): Definitions {
  let labels: ReadonlySet<string> | undefined;
  return {
    has(label) {
      labels ??= new Set(Array.from(text.matchAll(DEFINITION), (match) => normalize(match[1] ?? "")));
      return labels.has(normalize(label));
    },
  };
}

/** CommonMark compares labels without regard to case and to runs of white space. */
function normalize(label: string): string {
  return label.trim().replace(/\s+/gu, " ").toLowerCase();
}
