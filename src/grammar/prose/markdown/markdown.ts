import { GFM, type MarkdownParser, parser } from "@lezer/markdown";
import type { Prose } from "../block.js";
import { withoutFrontMatter } from "../frontMatter.js";
import { readWithPlainLineEnds } from "../lineEnds.js";
import { limits, math, templates } from "./markdownExtensions.js";
import { createMarkdownReader } from "./markdownReader.js";
import { mdx } from "./mdx.js";

const markdownParser = parser.configure([GFM, math, templates, limits]);
const mdxParser = parser.configure([GFM, math, mdx, limits]);

/** CommonMark with GitHub's extensions, footnotes, maths, front matter and the placeholders of site generators. */
export function parseMarkdown(text: string): Prose {
  return read(markdownParser, text);
}

/** MDX. What is not closed counts as text, so that there is no document that does not parse. */
export function parseMdx(text: string): Prose {
  return read(mdxParser, text);
}

function read(syntax: MarkdownParser, text: string): Prose {
  return readWithPlainLineEnds(text, (plain) => {
    const reader = createMarkdownReader(plain);
    syntax.parse(withTidyTables(withoutFrontMatter(plain))).iterate({ enter: reader.enter, leave: reader.leave });
    return reader.result();
  });
}

/** `@lezer/markdown` 1.8 takes no table with a space after the last bar of its second row; the space may as well stand before it. */
function withTidyTables(text: string): string {
  return text.replace(/\|([ \t]+)(?![^\n])/gu, "$1|");
}
