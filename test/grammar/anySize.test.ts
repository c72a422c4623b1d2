import { describe, expect, it } from "vitest";
import { createChecker } from "../../src/grammar/checker.js";
import { commentSyntaxOf } from "../../src/grammar/commentSyntax.js";
import { CODE_PARSERS, type CodeParserName } from "../../src/grammar/prose/code/languages.js";
import type { ParserName } from "../../src/grammar/prose/parsers.js";
import { createFakeScorer } from "./fakeScorer.js";
import { lexicon } from "./lexiconOfTests.js";
import { priors, thresholds } from "./policies.js";
import { rules } from "./rules.js";

const checker = createChecker({ scorer: createFakeScorer({}), rules, thresholds, priors, lexicon });
const MILLION = 1_000_000;

/** Milliseconds after which a parser hangs, on any machine. */
const PATIENCE = 120_000;
/** Milliseconds of the processor's time, which other programs do not use up: some ten times what the slowest text took on two busy cores. */
const MOST = 15_000;
const FIRST = "The quick brown fox jumps over the lazy dog.";

/** The first sentence of a text as its format writes one. */
function firstIn(parser: ParserName): string {
  if (parser === "html") return `<p>${FIRST}</p>\n\n`;
  if (!(parser in CODE_PARSERS)) return `${FIRST}\n\n`;
  return `${parser === "php" ? "<?php\n" : ""}${commentSyntaxOf(parser)!.open}${FIRST}\n\n`;
}

/** @param mayRefuse whether the parser may leave out the whole text */
function expectSpans(part: string, length: number, parser: ParserName, mayRefuse = false): void {
  const text = firstIn(parser) + part.repeat(Math.ceil(length / part.length)).slice(0, length);
  const before = process.cpuUsage();
  const sentences = checker.sentencesOf(text, parser);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1_000).toBeLessThan(MOST);
  const [first] = sentences;
  if (first || !mayRefuse) expect(first && text.slice(first.start, first.end)).toBe(FIRST);
  for (const { start, end } of sentences) {
    if (start < 0 || end <= start || end > text.length) expect({ start, end }).toBe("a span of the text");
  }
}

describe.each<ParserName>(["markdown", "mdx", "plain"])("%s", (parser) => {
  it.each([
    ["one line of 10 MB without a space", "a", 10 * MILLION],
    ["one line of 10 MB", "the quick brown fox ", 10 * MILLION],
    ["full stops", ".", MILLION],
    ["quotes within quotes", ">", MILLION],
    ["lists within lists", "1. ", MILLION],
    ["open links", "[a](", MILLION],
    ["open brackets", "[", MILLION],
    ["open images", "![", MILLION],
    ["open braces", "{", MILLION],
    ["dollars", "$a ", MILLION],
    ["emphasis", "*a _b ", MILLION],
    ["backquotes", "`a ``b ", MILLION],
    ["empty lines", "\r\n", MILLION],
  ])(
    "reads %s",
    (_, part, length) => {
      expectSpans(part, length, parser);
    },
    PATIENCE,
  );
});

const MARKS = ["a", "the fox ", ".", "[", "{", "$a ", "*a _b ", "`a ``b ", "\r\n", "- a\n"];

describe.each<[ParserName, string[]]>([
  ["latex", ["\\emph{a", "\\a[{", "\\[a", "\\begin{a}", "\\begin{a}\\end{b}", "\\verb|a", "%\n", "\\item[", "``a "]],
  [
    "restructuredtext",
    [".. note:: a\n", ".. a\n", ":a:`b <c", "\n - a::\n  ", "+--+--+\n|a |b\n", "== ==\na\n", "|a", "a_ "],
  ],
  ["html", ["<a b", "<p>a", "<p", "</p>", "<!--", "<code>", "<div a=", "<td>a</div>", "&a;", "<svg>"]],
  ["git-commit", ["# a\n", "a\n# a\n", "a: ", "a/", "\n\na"]],
  ["asciidoc", ["a::b[", "https://a[", "<<a,", "|===\n|a\n", "// a\n", "a::\n", "((a", "=== a\n", "----\n", "*_#"]],
  ["typst", ["#a[", "#a(", "#{", "$a(", "/*", "= a\n", "#let a = [b]\n", "<a> @b ", "`", "\\a"]],
  ["org", ["[[a][", "* a\n", "# a\n", "#+begin_src\n", ":a:\n", "|a", "[fn:a:", "- a :: ", "\\(", "*/_+"]],
])("%s", (parser, marks) => {
  it.each([...MARKS, ...marks])(
    "reads a quarter of a million characters of %j",
    (part) => {
      expectSpans(part, MILLION / 4, parser);
    },
    PATIENCE,
  );
});

const codeParsers = Object.keys(CODE_PARSERS) as CodeParserName[];
/** The limits of the grammars are at a tenth of it or less. */
const LARGE = 30_000;
const SMALL = 300;

describe.each(codeParsers)("%s", (parser) => {
  it.each([
    ["one line", "the quick brown fox ", MILLION],
    ["prose", "the quick brown fox\n", LARGE],
    ["full stops", ".\n", LARGE],
    ["open comments", "/*\n", LARGE],
    ["one long comment", "// a = b.c(d) {@link e} <see f/> `g\n", LARGE],
    ["long lines in a comment", `/* ${"a b.c(d) = <e> :f:`g` \\p h @i {j} ".repeat(250)}\n`, LARGE],
    ["long lines of one character", `// ${"*".repeat(9_000)}\n`, LARGE],
    ["open parentheses", "(\n", LARGE],
    ["open tags", "<a>\n", LARGE],
    ["quotes of strings", "\"'\n", LARGE],
    ["triple quotes", '"""\n', LARGE],
  ])(
    "reads %s",
    (_, part, length) => {
      expectSpans(part, SMALL, parser);
      expectSpans(part, length, parser, true);
    },
    PATIENCE,
  );
});
