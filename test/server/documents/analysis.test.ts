import { expect, it } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Checker } from "../../../src/grammar/checker.js";
import { PARSER_BY_LANGUAGE } from "../../../src/grammar/prose/parsers.js";
import { analyse, parserOf } from "../../../src/server/documents/analysis.js";

it("says how many sentences are not English, and how many paragraphs took too long to be read", () => {
  const read =
    (slow: number): Checker["read"] =>
    () => ({ sentences: [], otherLanguage: [{} as never], slow });
  const analysed = (slow: number) =>
    analyse("", { parser: "plain", scope: "whole", limit: 1 }, { read: read(slow) } as unknown as Checker, undefined);
  expect(analysed(2).unchecked).toEqual([{ kind: "foreign", sentences: 1 }, { kind: "slow", paragraphs: 2 }]); // prettier-ignore
  expect(analysed(0).unchecked).toEqual([{ kind: "foreign", sentences: 1 }]);
});

it.each([
  ["markdown", "file:///a.md", "markdown"],
  // What Neovim and others call them.
  ["text", "file:///notes", "plain"],
  ["rst", "file:///index", "restructuredtext"],
  ["gitcommit", "file:///.git/COMMIT_EDITMSG", "git-commit"],
  ["tex", "file:///a.tex", "latex"],
  ["", "file:///a.md", "markdown"],
  ["lua", "file:///a.lua", undefined],
  // What a setting names is as it says.
  ["letter", "file:///a.md", "plain"],
  ["diary", "file:///a.md", undefined],
])("a document of the language %j, %s, is read as %s", (languageId, uri, parser) => {
  const languages = { ...PARSER_BY_LANGUAGE, letter: "plain", diary: "off" } as const;
  expect(parserOf(TextDocument.create(uri, languageId, 1, ""), languages)).toBe(parser);
});
