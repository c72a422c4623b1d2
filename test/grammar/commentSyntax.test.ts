import { expect, test } from "vitest";
import { commentSyntaxOf } from "../../src/grammar/commentSyntax.js";
import { linesOfComment } from "../../src/grammar/suppression/commentLines.js";
import { suppressionsOf } from "../../src/grammar/suppression/suppressions.js";

const FORMATS: readonly [parser: string, comment: string][] = [
  ["markdown", "<!-- cloze-disable-file -->"],
  ["mdx", "{/* cloze-disable-file */}"],
  ["html", "<!-- cloze-disable-file -->"],
  ["latex", "% cloze-disable-file"],
  ["typst", "// cloze-disable-file"],
  ["asciidoc", "// cloze-disable-file"],
  ["org", "# cloze-disable-file"],
  ["restructuredtext", ".. cloze-disable-file"],
  ["git-commit", "# cloze-disable-file"],
  ["typescript", "// cloze-disable-file"],
  ["python", "# cloze-disable-file"],
];

test.each(FORMATS)("what is written into %s is read again", (parser, expected) => {
  const { open, close } = commentSyntaxOf(parser)!;
  const comment = `${open}cloze-disable-file${close}`;
  expect(comment).toBe(expected);
  const span = { start: 0, end: comment.length };
  expect(linesOfComment(span, comment).map(({ content }) => content)).toEqual(["cloze-disable-file"]);
  expect(suppressionsOf([span], comment).silent).toEqual([span]);
});

test.each(["plain", "constructor", undefined])("%s has none", (parser) => {
  expect(commentSyntaxOf(parser)).toBeUndefined();
});
