import type { MarkdownConfig } from "@lezer/markdown";

const LESS_THAN = 60;
const BRACE = 123;
/** UTF-16 code units that one expression or tag may take. */
const LONGEST = 2_000;
const ESM =
  /^(?:import\s+(?:["'{*]|[\p{ID_Start}$_][\p{ID_Continue}$]*\s*(?:,|from\b))|export\s+(?:const|let|var|function|class|default|async|type|\{|\*))/u;
const TAG = /^<(?:\/?[A-Za-z][\w.:-]*|\/?(?=>))/u;

/**
 * What MDX adds to Markdown: import and export, `{expressions}` and tags with expressions in them. It also takes away HTML
 * blocks, so that text between tags is prose, and indented code.
 */
export const mdx: MarkdownConfig = {
  remove: ["HTMLBlock", "IndentedCode", "HTMLTag"],
  defineNodes: ["Expression", "ExpressionComment", "JsxTag", { name: "Esm", block: true }],
  parseBlock: [
    {
      name: "Esm",
      before: "LinkReference",
      parse(cx, line) {
        if (cx.depth !== 1 || !ESM.test(line.text)) return false;
        const start = cx.lineStart;
        while (cx.nextLine() && line.text.trim() !== "");
        cx.addElement(cx.elt("Esm", start, Math.max(start, cx.prevLineEnd())));
        return true;
      },
    },
  ],
  parseInline: [
    {
      name: "Expression",
      before: "Escape",
      parse(cx, next, pos) {
        if (next !== BRACE) return -1;
        const rest = cx.slice(pos, Math.min(cx.end, pos + LONGEST));
        const length = endOfBraces(rest, 0);
        const name = rest.startsWith("{/*") ? "ExpressionComment" : "Expression";
        return length < 0 ? -1 : cx.addElement(cx.elt(name, pos, pos + length));
      },
    },
    {
      name: "JsxTag",
      before: "Escape",
      parse(cx, next, pos) {
        if (next !== LESS_THAN) return -1;
        const length = endOfTag(cx.slice(pos, Math.min(cx.end, pos + LONGEST)));
        return length < 0 ? -1 : cx.addElement(cx.elt("JsxTag", pos, pos + length));
      },
    },
  ],
};

/** @returns the offset after the brace that closes the one at `start`, or -1 */
function endOfBraces(text: string, start: number): number {
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    if (text[i] === "{") depth++;
    if (text[i] === "}" && --depth === 0) return i + 1;
  }
  return -1;
}

function endOfTag(text: string): number {
  let i = TAG.exec(text)?.[0].length ?? -1;
  while (i >= 0 && i < text.length) {
    const character = text[i] ?? "";
    if (character === ">") return i + 1;
    if (character === "<") return -1;
    if (character === "{") i = endOfBraces(text, i);
    else if (character === '"' || character === "'") {
      const close = text.indexOf(character, i + 1);
      i = close < 0 ? -1 : close + 1;
    } else i++;
  }
  return -1;
}
