import type { MarkdownConfig } from "@lezer/markdown";

/** Lists and quotes within one another; every level is looked at again on every line. */
const DEEPEST = 50;
/** UTF-16 code units in one paragraph. */
const LONGEST_PARAGRAPH = 50_000;
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
        const isLong = cx.end - pos > LONGEST_PARAGRAPH || cx.text.split("](", MOST_LINKS + 2).length > MOST_LINKS + 1;
        return isLong ? cx.end : -1;
      },
    },
  ],
};

const DOLLAR = 36;
/** Pandoc's rule keeps prices out: no space inside the dollars, no digit after them. */
const INLINE = /^(?:\$\$[^$]{1,1000}\$\$|\$(?![\s$])(?:[^$\\]|\\.){0,500}?(?<!\s)\$(?!\d))/su;
const LONGEST_FORMULA = 1_100;

/** Maths between dollars, in a line or as a block. */
export const math: MarkdownConfig = {
  defineNodes: ["InlineMath", { name: "MathBlock", block: true }],
  parseBlock: [
    {
      name: "MathBlock",
      before: "FencedCode",
      parse(cx, line) {
        const opening = line.text.slice(line.pos);
        if (!opening.startsWith("$$")) return false;
        const closesAtOnce = opening.length > 4 && opening.trimEnd().endsWith("$$");
        if (!closesAtOnce && opening.trim() !== "$$") return false;
        const start = cx.lineStart + line.pos;
        let isOpen = !closesAtOnce;
        while (isOpen && cx.nextLine()) isOpen = !line.text.trimEnd().endsWith("$$");
        if (!isOpen) cx.nextLine();
        cx.addElement(cx.elt("MathBlock", start, Math.max(start, cx.prevLineEnd())));
        return true;
      },
      endLeaf: (_cx, line) => line.text.slice(line.pos).trimEnd() === "$$",
    },
  ],
  parseInline: [
    {
      name: "InlineMath",
      before: "Escape",
      parse(cx, next, pos) {
        if (next !== DOLLAR) return -1;
        const match = INLINE.exec(cx.slice(pos, Math.min(cx.end, pos + LONGEST_FORMULA)));
        return match ? cx.addElement(cx.elt("InlineMath", pos, pos + match[0].length)) : -1;
      },
    },
  ],
};

const BRACE = 123;
/** Placeholders of Liquid, Jinja, Hugo, Handlebars: a word to the reader. */
const PLACEHOLDER = /^\{(?:\{[^{}\n]{0,400}\}\}|%[^%\n]{0,400}%\})/u;
/** Attributes of kramdown, Pandoc and Quarto: `{#id .class}`, `{: .note}`. */
const ATTRIBUTES = /^\{[#.:][^{}\n]{0,200}\}/u;
/** Containers of Pandoc, Docusaurus and MkDocs: `::: note`, `!!! tip "Title"`. */
const FENCE = /^(?::{3,}|(?:!!!|\?\?\?\+?) ?["\w])/u;

/** What site generators put into Markdown. */
export const templates: MarkdownConfig = {
  defineNodes: ["Placeholder", "Attributes", { name: "ContainerFence", block: true }],
  parseBlock: [
    {
      name: "ContainerFence",
      before: "FencedCode",
      parse(cx, line) {
        if (!FENCE.test(line.text.slice(line.pos))) return false;
        const start = cx.lineStart + line.pos;
        const end = cx.lineStart + line.text.length;
        cx.nextLine();
        cx.addElement(cx.elt("ContainerFence", start, end));
        return true;
      },
      endLeaf: (_cx, line) => line.text.startsWith(":::", line.pos),
    },
  ],
  parseInline: [
    {
      name: "Placeholder",
      before: "Escape",
      parse(cx, next, pos) {
        if (next !== BRACE) return -1;
        const rest = cx.slice(pos, Math.min(cx.end, pos + 410));
        const placeholder = PLACEHOLDER.exec(rest);
        if (placeholder) return cx.addElement(cx.elt("Placeholder", pos, pos + placeholder[0].length));
        const attributes = ATTRIBUTES.exec(rest);
        return attributes ? cx.addElement(cx.elt("Attributes", pos, pos + attributes[0].length)) : -1;
      },
    },
  ],
};
