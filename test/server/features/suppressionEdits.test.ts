import { expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { createChecker } from "../../../src/grammar/checker.js";
import { commentSyntaxOf } from "../../../src/grammar/commentSyntax.js";
import { PARSER_NAMES, type ParserName } from "../../../src/grammar/prose/parsers.js";
import { type DirectiveDocument, disableLine, ignoreWord } from "../../../src/server/features/suppressionEdits.js";
import { createFakeScorer } from "../../grammar/fakeScorer.js";
import { lexicon } from "../../grammar/lexiconOfTests.js";
import { asDraft, everything, priors, thresholds } from "../../grammar/policies.js";
import { rules } from "../../grammar/rules.js";

/** The formats that have a row in the table, some of which are no parser's yet. */
function documentOf(text: string, format: string): DirectiveDocument & TextDocument {
  return Object.assign(TextDocument.create("file:///a", format, 1, text), { parser: format as ParserName });
}

/** The text after the line with "HERE" in it is silenced; `undefined` where it cannot be. */
function silenced(text: string, format: string): string | undefined {
  const document = documentOf(text, format);
  const edit = disableLine(document.positionAt(text.indexOf("HERE")), document);
  return edit && TextDocument.applyEdits(document, [edit]);
}

test.each<[string, string, string | undefined]>([
  ["latex", "HERE it is.\nMore.\n", "HERE it is. % cloze-disable-line\nMore.\n"],
  ["typst", "HERE it is.\n", "HERE it is. // cloze-disable-line\n"],
  ["html", "<p>HERE</p>\n", "<p>HERE</p> <!-- cloze-disable-line -->\n"],
  ["asciidoc", "One\nHERE\n", "One\n// cloze-disable-next-line\nHERE\n"],
  ["org", "One.\n\nHERE\n", "One.\n\n# cloze-disable-next-line\nHERE\n"],
  ["org", "One\nHERE\n", undefined],
  ["restructuredtext", "One.\r\n\r\nHERE\r\n", "One.\r\n\r\n.. cloze-disable-next-line\r\n\r\nHERE\r\n"],
  ["restructuredtext", "One\nHERE\n", undefined],
  ["git-commit", "Subject\n\nBody HERE\n", "Subject\n\n# cloze-disable-next-line\nBody HERE\n"],
  ["plain", "HERE\n", undefined],
])("in %s %j becomes %j", (format, text, expected) => {
  expect(silenced(text, format)).toBe(expected);
});

test.each<[string, string, string | undefined]>([
  ["typescript", "  // HERE\n", "  // cloze-disable-next-line\n  // HERE\n"],
  ["python", "x = 1  # HERE\n", "# cloze-disable-next-line\nx = 1  # HERE\n"],
  // In a block comment or a string it would be text.
  ["typescript", "/**\n * HERE\n */\n", undefined],
  ["python", '"""HERE"""\n', undefined],
])("in code of %s %j becomes %j", (format, text, expected) => {
  expect(silenced(text, format)).toBe(expected);
});

test.each([
  ["latex", "A word.", "A word.\n\n% cloze-ignore word\n"],
  ["latex", "A word.\n% cloze-ignore foo \n", "A word.\n% cloze-ignore foo word \n"],
  ["restructuredtext", "A word.\n", "A word.\n\n.. cloze-ignore word\n"],
])("a word is ignored in a whole file of %s: %j", (format, text, expected) => {
  const document = documentOf(text, format);
  expect(TextDocument.applyEdits(document, [ignoreWord("word", document)!])).toBe(expected);
});

test.each<[ParserName, string]>([
  ["markdown", "HERE it is wrong again.\nMore of it is fine.\n"],
  ["mdx", "HERE it is wrong again.\nMore of it is fine.\n"],
  ["html", "<p>HERE it is wrong again.</p>\n"],
  ["latex", "HERE it is wrong again.\nMore of it is fine.\n"],
  ["typst", "HERE it is wrong again.\nMore of it is fine.\n"],
  ["asciidoc", "One line is here.\nHERE it is wrong again.\nMore of it is fine.\n"],
  ["org", "One line is here.\n\nHERE it is wrong again.\nMore of it is fine.\n"],
  ["restructuredtext", "One line is here.\n\nHERE it is wrong again.\nMore of it is fine.\n"],
  ["git-commit", "Subject\n\nOne line is here.\nHERE it is wrong again.\n"],
  ...PARSER_NAMES.flatMap((parser): [ParserName, string][] => {
    const { open, place } = commentSyntaxOf(parser) ?? {};
    const start = parser === "php" ? "<?php\n" : "";
    return place === "commentBefore" ? [[parser, `${start}${open}HERE it is wrong again.\n`]] : [];
  }),
])("its parser understands what is written into %s", async (parser, text) => {
  expect(await findingsIn(text, parser)).toBe(1);
  expect(await findingsIn(silenced(text, parser)!, parser)).toBe(0);
  const document = documentOf(text, parser);
  expect(await findingsIn(TextDocument.applyEdits(document, [ignoreWord("HERE", document)!]), parser)).toBe(0);
});

async function findingsIn(text: string, parser: ParserName): Promise<number> {
  const checker = createChecker({ scorer: createFakeScorer({ HERE: "There" }), rules, thresholds, priors, lexicon });
  const sentences = checker.sentencesOf(text, parser);
  await checker.score(sentences, () => false);
  return checker.report(text, sentences, everything, asDraft).findings.length;
}
