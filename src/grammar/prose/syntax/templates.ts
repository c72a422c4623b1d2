import type { MarkdownConfig } from "@lezer/markdown";

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
