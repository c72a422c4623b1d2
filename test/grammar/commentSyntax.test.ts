import { expect, test } from "vitest";
import { commentSyntaxOf } from "../../src/grammar/commentSyntax.js";
import { linesOfComment } from "../../src/grammar/directives/commentLines.js";
import { mutesOf } from "../../src/grammar/directives/mutes.js";

const FORMATS: readonly [parser: string, language: string, comment: string][] = [
  ["markdown", "quarto", "<!-- cloze-disable-file -->"],
  ["mdx", "mdx", "{/* cloze-disable-file */}"],
  ["html", "html", "<!-- cloze-disable-file -->"],
  ["latex", "latex", "% cloze-disable-file"],
  ["typst", "typst", "// cloze-disable-file"],
  ["asciidoc", "asciidoc", "// cloze-disable-file"],
  ["org", "org", "# cloze-disable-file"],
  ["restructuredtext", "restructuredtext", ".. cloze-disable-file"],
  ["git-commit", "git-commit", "# cloze-disable-file"],
  ["code", "typescript", "// cloze-disable-file"],
  ["code", "python", "# cloze-disable-file"],
  ["code", "sql", "-- cloze-disable-file"],
];

test.each(FORMATS)("what is written into %s (%s) is read again", (parser, language, expected) => {
  const { open, close } = commentSyntaxOf(parser, language)!;
  const comment = `${open}cloze-disable-file${close}`;
  expect(comment).toBe(expected);
  const span = { start: 0, end: comment.length };
  expect(linesOfComment(span, comment).map(({ content }) => content)).toEqual(["cloze-disable-file"]);
  expect(mutesOf([span], comment)).toContainEqual(span);
});

test.each([
  ["plain", "plaintext"],
  ["plain", "python"],
  [undefined, "latex"],
  ["code", "brainfuck"],
])("%s (%s) has none", (parser, language) => {
  expect(commentSyntaxOf(parser, language)).toBeUndefined();
});
