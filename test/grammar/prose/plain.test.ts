import { describe, expect, it } from "vitest";
import {
  PARSER_BY_LANGUAGE,
  parserFor,
  parserForFile,
  type ParserName,
  proseParser,
} from "../../../src/grammar/prose/parsers.js";
import { readSentences } from "../reading.js";

function check(text: string, expected: readonly string[]): void {
  expect(readSentences(text, "plain").map((sentence) => sentence.text)).toEqual(expected);
}

describe("plain text", () => {
  it.each<[string, string, string[]]>([
    ["lines join", "One line\n  and\tanother.", ["One line and another."]],
    ["blank lines divide", "one\n \t\ntwo\r\n\r\n\r\nthree\r\rfour", ["one", "two", "three", "four"]],
    ["spaces around", "  \n\n one  \n\n", ["one"]],
    ["a byte order mark", "\uFEFFOne.", ["One."]],
    ["Markdown is no markup here", "# One\n**two**", ["# One **two**"]],
    ["empty", "", []],
  ])("%s", (_, text, expected) => {
    check(text, expected);
  });
});

describe("parsers", () => {
  it("knows languages and files", () => {
    expect(
      ["markdown", "quarto", "mdx", "git-commit", "toString", "c"].map((id) => parserFor(id, PARSER_BY_LANGUAGE)),
    ).toEqual(["markdown", "markdown", "mdx", "git-commit", undefined, undefined]);
    expect(
      ["a/README.md", "b.MDX", "LICENSE", "-", "C:\\x\\COMMIT_EDITMSG", "c.txt", "d.py", ".gitignore", "e.typ"].map(
        parserForFile,
      ),
    ).toEqual(["markdown", "mdx", "plain", "plain", "git-commit", "plain", undefined, "plain", "typst"]);
  });

  it("throws for a parser that is none", () => {
    expect(() => proseParser("word" as ParserName)).toThrow("Unknown parser: word");
  });
});
