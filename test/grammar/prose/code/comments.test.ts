import { describe, expect, it } from "vitest";
import type { ParserName } from "../../../../src/grammar/prose/parsers.js";
import { readSentences, shown } from "../../reading.js";

/** Expects these sentences; `kind: text` where it is no paragraph of a comment. */
function check(text: string, expected: readonly string[], parser: ParserName): void {
  const seen = readSentences(text, parser).map((sentence) =>
    sentence.kind === "comment" ? shown(sentence) : `${sentence.kind}: ${shown(sentence)}`,
  );
  expect(seen).toEqual(expected);
}

type Case = [name: string, text: string, expected: string[]];

/** What holds for every language, written with its line comments. */
const inLineComments: Case[] = [
  ["hard wraps join", "# One line\n# and another.\n\n# New one.", ["One line and another.", "New one."]],
  ["an empty comment line divides", "# One.\n#\n# Two.", ["One.", "Two."]],
  ["code in backquotes", "# Call `foo()` first.", ["Call □ first."]],
  ["addresses", "# See https://a.example/b for more.", ["See □ for more."]],
  ["licences", "# Copyright (c) 2026 The Authors\n# All is allowed.\n\n# Text.", ["Text."]],
  ["lines for tools", "# cspell:disable\n# Text one.\n# prettier-ignore\n# Text two.", ["Text one.", "Text two."]],
  ["directives within a text", "# One line\n# cloze-disable-next-line\n# and another.", ["One line and another."]],
  ["labels", "# TODO(someone): mend this thing.\n# FIXME: and this one.", ["mend this thing.", "and this one."]],
  ["rules and boxes", "# ---------\n# ==== Reading ====\n# ---------\n# Text.", ["Reading", "Text."]],
  [
    "lists",
    "# There are two:\n# - the first\n# - the second",
    ["There are two:", "item: the first", "item: the second"],
  ],
  [
    "commented-out code",
    "# The text.\n# if (done) { stop(); }\n# total = total + 1\n# More text.",
    ["The text.", "More text."],
  ],
  [
    "code within a sentence",
    "# This is the sum of\n# a[i] + b[i]\n# and the rest.",
    ["This is the sum of □ and the rest."],
  ],
  ["indented code", "# As here:\n#\n#     run it now please\n#\n# Done.", ["As here:", "Done."]],
  ["fenced code", "# As here:\n# ```\n# run it now please\n# ```\n# Done.", ["As here:", "Done."]],
  ["CRLF", "# One line\r\n# and another.\r\n", ["One line and another."]],
];

describe.each<[ParserName, string]>([
  ["javascript", "//"],
  ["typescript", "//"],
  ["python", "#"],
  ["go", "//"],
  ["rust", "///"],
  ["java", "//"],
  ["cpp", "//"],
  ["csharp", "///"],
  ["ruby", "#"],
  ["php", "//"],
  ["shell", "#"],
  ["yaml", "#"],
  ["toml", "#"],
])("line comments of %s", (parser, mark) => {
  it.each(inLineComments)("%s", (_, text, expected) => {
    const opening = parser === "php" ? "<?php\n" : "";
    check(opening + text.replace(/^#/gmu, mark), expected, parser);
  });
});

describe("JavaScript and TypeScript", () => {
  it.each<Case>([
    ["strings and templates are code", "const a = '// no'; const b = `/* no */ ${c /* Yes here. */}`;", ["Yes here."]],
    ["regular expressions are code", "const a = /[/*]no/; // Yes here.", ["Yes here."]],
    ["text of elements is no comment", "const a = <p>// no {/* Yes here. */}</p>;", ["Yes here."]],
    [
      "stars at the beginning of lines",
      "/**\n * One line\n * and **another**.\n *\n * Two.\n */",
      ["One line and another.", "Two."],
    ],
    [
      "stars are a list where not every line has one",
      "/*\n  There are:\n  * one thing\n  * another thing\n*/",
      ["There are:", "item: one thing", "item: another thing"],
    ],
    ["a comment on one line", "/** The text. */", ["The text."]],
    [
      "tags",
      "/**\n * Reads it.\n * @param {string | {a: b}} name - the name\n *   of it\n * @param [other=1] the other\n * @returns {number} how many\n * @throws if it fails\n * @see Something else\n * @example\n * read the file now\n */",
      ["Reads it.", "the name of it", "the other", "how many", "if it fails"],
    ],
    ["tags without a text", "/**\n * @module here\n *\n * The text.\n * @type {string}\n */", ["The text."]],
    ["tags in a line", "/** See {@link Thing} or {@code x + y} here. */", ["See □ or □ here."]],
    [
      "comments behind code stand alone",
      "let a; // one thing\nlet b; // another thing",
      ["one thing", "another thing"],
    ],
    ["a comment behind code goes on below it", "let a; // one thing\n       // and more", ["one thing and more"]],
    ["another mark is another text", "/// One.\n// Two.", ["One.", "Two."]],
    ["names with capitals inside are code", "class BlockReader {} // A BlockReader reads.", ["A □ reads."]],
    [
      "calls, generics, expressions",
      "function read() {} // Use read(a, b) or Map<string, number> where a.b === 1.",
      ["Use □ or □ where □."],
    ],
    ["a plural is no call", "// The file(s) here.", ["The file(s) here."]],
    [
      "linters",
      "// eslint-disable-next-line no-console\n/* eslint no-undef: 0 */\n// @ts-expect-error it is so\n/* istanbul ignore next */",
      [],
    ],
    ["a shebang", "#!/usr/bin/env node\n// Text.", ["Text."]],
    ["a file marker", "//#region Reading\n// MARK: Reading\n//# sourceMappingURL=a.map", []],
    ["a comment without its end", "/* The text", ["The text"]],
    ["decorated code lines", "// @Input() name: string;\n// export class A {}\n// return a.b(c);", []],
  ])("%s", (_, text, expected) => {
    check(text, expected, "javascript");
  });

  it("a type parameter is no element in TypeScript", () => {
    check(
      "const a = <T>(b: T) => b; // Text here.\nconst c = <D>e; // Text there.",
      ["Text here.", "Text there."],
      "typescript",
    );
  });
});

describe("Python", () => {
  it.each<Case>([
    [
      "docstrings of modules, classes, functions",
      '#!/usr/bin/python\n"""The module."""\nclass A:\n    r\'\'\'The class.\'\'\'\n    async def f(self):\n        # A comment.\n        "The function."\n',
      ["The module.", "The class.", "A comment.", "The function."],
    ],
    ["other strings are code", 'x = """no text"""\n"""nor this"""\ndef f():\n    return "no"\nf("""no""")\n', []],
    [
      "indentation goes",
      'def f():\n    """Reads it\n    all.\n\n    And more.\n    """\n',
      ["Reads it all.", "And more."],
    ],
    [
      "fields of reStructuredText",
      'def f():\n    """Reads it.\n\n    :param str name: the name\n        of it\n    :type name: the type\n    :returns: the text\n    """\n',
      ["Reads it.", "the name of it", "the text"],
    ],
    ["roles", 'def f():\n    """See :class:`A` and :py:meth:`~b.c` here."""\n', ["See □ and □ here."]],
    [
      "Google's style",
      'def f():\n    """Reads it.\n\n    Args:\n        name: The name\n            of it.\n        other (int, optional): The other.\n\n    Returns:\n        The text of it.\n\n    Example:\n        read the file now\n    """\n',
      ["Reads it.", "The name of it.", "The other.", "The text of it."],
    ],
    [
      "NumPy's style",
      'def f():\n    """Reads it.\n\n    Parameters\n    ----------\n    name : str, optional\n        The name of it.\n\n    See Also\n    --------\n    other : thing\n    """\n',
      ["Reads it.", "The name of it."],
    ],
    [
      "doctests",
      'def f():\n    """Reads it.\n\n    >>> f("the text is here")\n    the text is here\n    """\n',
      ["Reads it."],
    ],
    ["arguments with stars", 'def f():\n    """Takes *args and **kwargs here."""\n', ["Takes □ and □ here."]],
    [
      "pragmas",
      "# -*- coding: utf-8 -*-\nimport a  # noqa: F401\nb = 1  # type: ignore[x]\n# pylint: disable=all\n# fmt: off",
      [],
    ],
  ])("%s", (_, text, expected) => {
    check(text, expected, "python");
  });
});

describe("other languages", () => {
  it.each<[ParserName, string, string, string[]]>([
    [
      "go",
      "directives",
      "//go:build linux\n// +build linux\n\n// Package a reads.\npackage a\n\n//nolint:errcheck\nvar s = `// no`",
      ["Package a reads."],
    ],
    [
      "rust",
      "documentation",
      '//! The crate.\n\n/// Reads [`A`] and\n/// more.\n///\n/// # Examples\n///\n/// ```\n/// let the_text = here;\n/// ```\nfn f() { let s = r#"// no"#; } /* One /* in */ another. */',
      ["The crate.", "Reads □ and more.", "heading: Examples", "One /* in */ another."],
    ],
    [
      "java",
      "Javadoc",
      '/**\n * Reads it.\n * <p>\n * And <i>more</i>.\n * <ul><li>one thing</li></ul>\n * <pre>{@code\n * read the file now\n * }</pre>\n * @param name the name\n * @return the {@code text}\n */\nclass A { String s = """\n  // no\n  """; }',
      ["Reads it.", "And more.", "one thing", "the name", "the □"],
    ],
    [
      "cpp",
      "Doxygen",
      '/*!\n * \\brief Reads it.\n * \\param[in] name the name\n * @return the \\p text of it\n * @code\n * read the file now\n * @endcode\n */\n#define A 1 // One thing.\nconst char* s = R"(// no)"; ///< The string.',
      ["Reads it.", "the name", "the □ of it", "One thing.", "The string."],
    ],
    [
      "csharp",
      "XML documentation",
      '/// <summary>\n/// Reads <see cref="A"/> here.\n/// </summary>\n/// <param name="name">The name.</param>\n/// <returns>The text.</returns>\n/// <example><code>read it now</code></example>\nvar s = @"// no\n// no"; // Text.',
      ["Reads □ here.", "The name.", "The text.", "Text."],
    ],
    ["csharp", "raw strings", 'var s = """\n  // no text\n  "no" /* no */\n  """; // Text.', ["Text."]],
    [
      "ruby",
      "YARD",
      '# frozen_string_literal: true\n\n# Reads it.\n# @param name [String] the name\n# @return [Array<String>] the texts\ndef f; a = "# no"; end\n=begin\nMore text.\n=end\ns = <<~END\n  # no\nEND\n',
      ["Reads it.", "the name", "the texts", "More text."],
    ],
    [
      "php",
      "PHPDoc",
      "<p>// no</p>\n<?php\n/**\n * Reads it.\n * @param string|null $name the name\n * @return string the text\n */\n$s = <<<EOT\n// no\nEOT;\n#[Attribute]\n# Text.\n?>\n<p># no</p>",
      ["Reads it.", "the name", "the text", "Text."],
    ],
    [
      "shell",
      "strings and here documents",
      '#!/bin/sh\n# shellcheck disable=SC2034\necho \'# no\' "# no" # Yes here.\ncat <<EOF\n# no\nEOF\n# rm -rf "$HOME/a"\n# Text.',
      ["Yes here.", "Text."],
    ],
    [
      "yaml",
      "block scalars and data",
      "# Text.\na: b#c # Yes here.\nd: |\n  # no\n# replicas: 3\n# - name: thing\n#   image: a/b:1\n",
      ["Text.", "Yes here."],
    ],
    [
      "toml",
      "strings and data",
      '# Text.\na = "# no" # Yes here.\n# b = 1\nc = """\n# no\n"""\n',
      ["Text.", "Yes here."],
    ],
    [
      "toml",
      "a string with a line separator, which its tokenizer would never get over",
      '# Text.\na = "\u2028b\u2029" # Yes here.\n',
      ["Text.", "Yes here."],
    ],
  ])("%s: %s", (parser, _, text, expected) => {
    check(text, expected, parser);
  });
});
