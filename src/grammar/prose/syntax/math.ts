import type { MarkdownConfig } from "@lezer/markdown";

const DOLLAR = 36;
/** Pandoc's rule keeps prices out: no space inside the dollars, no digit after them. */
const INLINE = /^(?:\$\$[^$]{1,1000}\$\$|\$(?![\s$])(?:[^$\\]|\\.){0,500}?(?<!\s)\$(?!\d))/su;
const LONGEST = 1_100;

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
        const match = INLINE.exec(cx.slice(pos, Math.min(cx.end, pos + LONGEST)));
        return match ? cx.addElement(cx.elt("InlineMath", pos, pos + match[0].length)) : -1;
      },
    },
  ],
};
