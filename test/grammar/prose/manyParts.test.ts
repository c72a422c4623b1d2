import { expect, it } from "vitest";
import { parseAsciidoc } from "../../../src/grammar/prose/asciidoc.js";
import { contentOf } from "../../../src/grammar/prose/code/commentText.js";
import { parseRestructuredText } from "../../../src/grammar/prose/restructuredText/restructuredText.js";

/** More than a function takes arguments. */
const MANY = 150_000;

it("a comment may have any number of lines", () => {
  const file = `/*\n${"  a\n".repeat(MANY)}*/`;
  const { text } = contentOf([{ kind: "block", start: 0, end: file.length }], file);
  expect(text.trim()).toHaveLength(2 * MANY - 1);
});

it("a table any number of cells", () => {
  const row = `|${"a|".repeat(MANY)}`;
  expect(parseRestructuredText(`+--+\n${row}\n+--+\n`).blocks).toHaveLength(MANY);
});

it("a paragraph any number of footnotes", () => {
  expect(parseAsciidoc("a footnote:[b] ".repeat(MANY)).blocks).toHaveLength(MANY + 1);
});
