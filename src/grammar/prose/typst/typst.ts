import type { Prose } from "../block.js";
import { createBlockWriter } from "../blockWriter.js";
import { parseTree } from "./grammar.js";
import { readMarkup } from "./markup.js";

const BYTE_ORDER_MARK = /^\uFEFF/u;

/** Typst, as its own parser understands it: markup is prose, and so is what stands in the brackets of code. */
export function parseTypst(text: string): Prose {
  const readable = text.replace(BYTE_ORDER_MARK, " ");
  const writer = createBlockWriter(readable);
  readMarkup({ text: readable, writer }, parseTree(readable).children(), "paragraph");
  return writer.result(text.length);
}
