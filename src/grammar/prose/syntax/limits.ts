import type { MarkdownConfig } from "@lezer/markdown";

/** Lists and quotes within one another; every level is looked at again on every line. */
const DEEPEST = 50;
/** UTF-16 code units in one paragraph. */
const LONGEST = 50_000;
/** Beginnings of link targets in one paragraph; each that stays open is looked for again. */
const MOST_LINKS = 400;

/**
 * Keeps parsing linear on any text. What nests deeper is no prose; a paragraph that is longer, or that holds more links, is
 * read without its inline markup.
 */
export const limits: MarkdownConfig = {
  defineNodes: [{ name: "TooDeep", block: true }],
  parseBlock: [
    {
      name: "TooDeep",
      before: "LinkReference",
      parse(cx, line) {
        if (cx.depth < DEEPEST) return false;
        const start = cx.lineStart + line.pos;
        const end = cx.lineStart + line.text.length;
        cx.nextLine();
        cx.addElement(cx.elt("TooDeep", start, end));
        return true;
      },
    },
  ],
  parseInline: [
    {
      name: "TooLong",
      before: "Escape",
      parse(cx, _next, pos) {
        if (pos !== cx.offset) return -1;
        const isLong = cx.end - pos > LONGEST || cx.text.split("](", MOST_LINKS + 2).length > MOST_LINKS + 1;
        return isLong ? cx.end : -1;
      },
    },
  ],
};
