import { expect, it } from "vitest";
import { CODE_BY_LANGUAGE } from "../../../../src/grammar/prose/code/languages.js";
import { commentParserForFile } from "../../../../src/grammar/prose/parsers.js";
import { codeLanguages } from "../../../../src/protocol.js";

it("the extension sends the languages that the server reads", () => {
  expect(codeLanguages).toEqual(Object.keys(CODE_BY_LANGUAGE));
});

it("the name of a file chooses the parser", () => {
  expect(["a/b.TS", "a.tsx", "a.h", "a.yml", "a.md", "Makefile", "a.toString"].map(commentParserForFile)).toEqual([
    "typescript",
    "javascript",
    "cpp",
    "yaml",
    undefined,
    undefined,
    undefined,
  ]);
});
