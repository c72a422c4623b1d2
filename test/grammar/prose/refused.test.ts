import { describe, expect, it, vi } from "vitest";
import { CODE_PARSERS, type CodeParserName } from "../../../src/grammar/prose/code/languages.js";
import { createCodeParser } from "../../../src/grammar/prose/code/parseCode.js";
import { PARSER_NAMES, proseParser } from "../../../src/grammar/prose/parsers.js";
import { parsePlain } from "../../../src/grammar/prose/plain.js";

/** Every parser refuses a text in which this stands. */
const REFUSED = "\u0007";

/** The same module, whose parsers throw. */
async function refusing(original: () => Promise<object>): Promise<object> {
  const parsers = Object.entries(await original()).map(([name, parse]: [string, unknown]) => [
    name,
    (text: string): unknown => {
      if (text.includes(REFUSED)) throw new Error("refused");
      return (parse as (text: string) => unknown)(text);
    },
  ]);
  return Object.fromEntries(parsers) as object;
}

vi.mock("../../../src/grammar/prose/asciidoc.js", refusing);
vi.mock("../../../src/grammar/prose/gitCommit.js", refusing);
vi.mock("../../../src/grammar/prose/html/html.js", refusing);
vi.mock("../../../src/grammar/prose/latex/latex.js", refusing);
vi.mock("../../../src/grammar/prose/markdown/markdown.js", refusing);
vi.mock("../../../src/grammar/prose/org.js", refusing);
vi.mock("../../../src/grammar/prose/restructuredText/restructuredText.js", refusing);
vi.mock("../../../src/grammar/prose/typst/typst.js", refusing);

const codeParsers = Object.keys(CODE_PARSERS) as CodeParserName[];

it.each(PARSER_NAMES.filter((name) => !(codeParsers as string[]).includes(name)))(
  "what the parser of %s refuses is read as plain text",
  (name) => {
    const text = `One paragraph${REFUSED} of *text*.\n\nAnother [one](x).\n`;
    expect(proseParser(name)(text)).toEqual(parsePlain(text));
  },
);

const COMMENTS: Readonly<Record<CodeParserName, readonly [before: string, mark: string]>> = {
  cpp: ["", "//"],
  csharp: ["", "//"],
  go: ["", "//"],
  java: ["", "//"],
  javascript: ["", "//"],
  php: ["<?php\n", "//"],
  python: ["", "#"],
  ruby: ["", "#"],
  rust: ["", "//"],
  shell: ["", "#"],
  toml: ["", "#"],
  typescript: ["", "//"],
  yaml: ["", "#"],
};

describe.each(codeParsers)("%s", (name) => {
  const [before, mark] = COMMENTS[name];

  it("a comment that is refused is read as plain text, and the others as ever", () => {
    const text = `${before}${mark} One${REFUSED} of *these*.\n\n${mark} Another *one* here.\n`;
    const shown = proseParser(name)(text).blocks.map(({ kind, parts }) => [kind, ...parts.map(({ start, end }) => text.slice(start, end))]); // prettier-ignore
    expect(shown).toEqual([
      ["comment", `One${REFUSED} of *these*.`],
      ["comment", "Another ", "one", " here."],
    ]);
  });
});

it("of a file of code that its grammar refuses nothing is read", () => {
  const parse = createCodeParser({
    scan: () => {
      throw new Error("refused");
    },
    heads: [],
  });
  expect(parse("let a = 1; // Some words.\n")).toEqual({ blocks: [], comments: [] });
});
