import type { Block, Prose } from "./block.js";

/** The same as `_PARAGRAPHS` in `scripts/cloze_model/text.py`: one blank line or more. */
const BLANK_LINES = /(?:\r\n|\r(?!\n)|\n)[ \t]*(?:\r\n|\r|\n)\s*/gu;
const BYTE_ORDER_MARK = "\uFEFF";

/** Plain text: paragraphs stand between blank lines, and a single line break is a space. */
export function parsePlain(text: string): Prose {
  const blocks: Block[] = [];
  let start = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
  const add = (end: number): void => {
    if (end > start) blocks.push({ kind: "paragraph", parts: [{ kind: "prose", start, end }] });
  };
  for (const match of text.matchAll(BLANK_LINES)) {
    add(match.index);
    start = match.index + match[0].length;
  }
  add(text.length);
  return { blocks, comments: [] };
}
