import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseMarkdown } from "../../../src/grammar/prose/markdown/markdown.js";
import { type ParserName, proseParser } from "../../../src/grammar/prose/parsers.js";
import { splitSentences } from "../../../src/grammar/sentences.js";
import { linesOfComment } from "../../../src/grammar/suppression/commentLines.js";
import { suppressSentences, suppressionsOf } from "../../../src/grammar/suppression/suppressions.js";
import { expectLinear } from "../../growth.js";
import { rules } from "../rules.js";

const WORDS = /^(?:one|two|three|four)$/u;

/** Expects these of the words "one" to "four" to be reported; with an asterisk if their spelling is left alone. */
function check(text: string, expected: string, parser: ParserName = "markdown"): void {
  const { blocks, comments } = proseParser(parser)(text);
  const sentences = suppressSentences(splitSentences(blocks, text, rules), suppressionsOf(comments, text));
  const left = sentences.flatMap(({ words, suppressed = [], spellingSuppressed = [] }) =>
    words.flatMap((word, index) =>
      WORDS.test(word.text) && !suppressed.includes(index)
        ? [word.text + (spellingSuppressed.includes(index) ? "*" : "")]
        : [],
    ),
  );
  expect(left.join(" ")).toBe(expected);
}

describe("our own", () => {
  it.each([
    ["one\n\n<!-- cloze-disable -->\n\ntwo\n\n<!-- cloze-enable -->\n\nthree", "one three"],
    ["one <!-- cloze-disable --> two <!-- cloze-enable --> three", "one three"],
    ["one\n\ntwo\n\n<!-- cloze-disable-file -->", ""],
    ["<!-- cloze-disable-next-line -->\n\none\ntwo", "two"],
    ["<!--\ncloze-disable-next-line\n-->\none\ntwo", "two"],
    ["<!-- cloze-disable-next-line -->\r\n\r\none\r\ntwo", "two"],
    ["one\n\n<!-- cloze-disable-next-line -->", "one"],
    ["one two\nthree <!-- cloze-ignore two Three -->", "one"],
    ["one two\nthree <!-- cloze-ignore: two\u2028Three -->", "one"],
    ["[//]: # (cloze-disable)\n\none", ""],
    ["one\n\n[comment]: <> (cloze-disable)\n\ntwo", "one"],
  ])("%j leaves %j", (text, expected) => check(text, expected));
});

describe("cSpell's, of which a switch is about spelling and a list about everything", () => {
  it.each([
    ["one\n\n<!-- cspell:disable -->\n\ntwo\n\n<!-- cSpell:enable -->\n\nthree", "one two* three"],
    ["<!-- spell-checker: disable -->\n\none", "one*"],
    ["one <!-- cspell:disable-line -->\ntwo", "one* two"],
    ["<!-- spellchecker:disable-next-line -->\none\ntwo", "one* two"],
    ["<!-- cSpell:disable-next -->\none\ntwo", "one* two"],
    ["<!-- cSpell:ignore one, two -->\n\none two three", "three"],
    ["<!-- A note. cspell:words One -->\n\none two", "two"],
    ["<!-- cspell:ignoreWords two\nspell:word three -->\n\none two three", "one"],
    ["<!-- LocalWords:  one two -->\n\none two three", "three"],
    ["<!-- cspell:disablement -->\n\none", "one"],
    ["<!-- cspell:disable -->\n\none\n\n<!-- cloze-enable -->\n\ntwo", "one* two*"],
  ])("%j leaves %j", (text, expected) => check(text, expected));
});

describe("LTeX's", () => {
  it.each([
    ["one\n\n<!-- LTeX: enabled=false -->\n\ntwo\n\n<!-- LTeX: enabled=true -->\n\nthree", "one three"],
    ["<!-- ltex:ENABLED=false -->\n\none", ""],
    ["<!-- LTeX: language=de-DE -->\n\none\n\n<!-- LTeX: language=en-GB -->\n\ntwo", "two"],
    ["<!-- LTeX: language=de-DE enabled=false -->\n\none\n\n<!-- LTeX: enabled=true -->\n\ntwo", ""],
    ["<!-- We use LTeX: enabled=false -->\n\none", "one"],
    ['[comment]: <> "LTeX: enabled=false"\n\none', ""],
  ])("%j leaves %j", (text, expected) => check(text, expected));
});

describe("Vale's", () => {
  it.each([
    ["one\n\n<!-- vale off -->\n\ntwo\n\n<!-- vale on -->\n\nthree", "one three"],
    ["<!-- vale Vale.Spelling = NO -->\n\none\n\n<!-- vale Vale.Spelling = YES -->\n\ntwo", "one* two"],
    ['<!-- vale Vale.Spelling["one","two"] = NO -->\n\none two three', "three"],
    ["<!-- vale Google.Passive = NO -->\n\none", "one"],
  ])("%j leaves %j", (text, expected) => check(text, expected));

  it("stand in MDX comments too", () => check("{/* vale off */}\n\none\n\n{/* vale on */}\n\ntwo", "two", "mdx"));
});

describe("in files of code, whose comments are prose", () => {
  const text = "// one\n\n// two harper:ignore\n// three\n\n// four\n";
  const comments = Array.from(text.matchAll(/\/\/.*/gu), ({ 0: line, index }) => ({ start: index, end: index + line.length })); // prettier-ignore
  const silent = (word: string, markers = text): boolean => {
    const at = markers.indexOf(word);
    return suppressionsOf(comments, markers).silent.some(({ start, end }) => start <= at && at < end);
  };

  it("Harper's silences its comment with those that it touches", () => {
    expect(["one", "two", "three", "four"].filter((word) => silent(word))).toEqual(["two", "three"]);
  });

  it("a switch back on ends the silence where it stands, in the same comment too", () => {
    const block = "/* one\n * cloze-disable\n * two\n * cloze-enable\n * three */";
    const { silent } = suppressionsOf([{ start: 0, end: block.length }], block);
    expect(silent.map(({ start, end }) => block.slice(start, end))).toEqual(["cloze-disable\n * two\n * cloze-enable"]);
  });

  it.each(["harper: ignore", "spellcheck:ignore", "spell-checker: ignore", "spellchecker:ignore"])("%s", (marker) => {
    const markers = text.replace("harper:ignore", marker);
    const spans = Array.from(markers.matchAll(/\/\/.*/gu), ({ 0: line, index }) => ({ start: index, end: index + line.length })); // prettier-ignore
    expect(suppressionsOf(spans, markers).silent).toEqual([{ start: spans[1]!.start, end: spans[2]!.end }]);
  });
});

const PIECES = "<!-- |-->|{/* |*/}|[//]: # (|)|\n|\n\n|one|cloze-disable|cloze-disable-next-line|cloze-ignore one|cspell:disable|cSpell:enable|harper:ignore|LTeX: enabled=false|vale off|vale on| ".split("|"); // prettier-ignore

it("whatever stands in comments, what is silent lies in the text", () => {
  const texts = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(texts, fc.constantFrom<ParserName>("markdown", "mdx"), (text, parser) => {
      const { silent, spellingOnly } = suppressionsOf(proseParser(parser)(text).comments, text);
      for (const spans of [silent, spellingOnly]) {
        let at = -1;
        for (const { start, end } of spans) {
          expect(start).toBeGreaterThan(at);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
          at = end;
        }
      }
    }),
    { numRuns: 500 },
  );
});

const repeated: readonly [name: string, make: (size: number) => string][] = [
  ["spaces", (size) => `<!-- cspell:${" ".repeat(size * 8)}x -->`],
  ["spaces before a separator", (size) => `<!-- cloze-ignore${" ".repeat(size)}x\u2028x -->`],
  ["marks", (size) => `<!-- spell ${"-".repeat(size * 8)}x -->`],
  ["settings", (size) => `<!-- LTeX: ${"a=a".repeat(size * 2)} x -->`],
  ["comments that silence themselves", (size) => "<!-- harper:ignore -->\n".repeat(size)],
  ["lists of words", (size) => "<!-- cloze-ignore one -->\n\none two\n\n".repeat(size / 4)],
  ["silent files", (size) => "<!-- cloze-disable-file -->\n\none two\n\n".repeat(size / 4)],
  ["silent lines", (size) => "one <!-- cloze-disable-line --> two\n".repeat(size / 4)],
  ["silent next lines", (size) => "<!-- cloze-disable-next-line -->\n\none two\n\n".repeat(size / 4)],
  [
    "silences of the same line",
    (size) => `${"<!-- cspell:disable-next-line -->".repeat(size / 4)}${"\n".repeat(size)}one`,
  ],
  ["switches", (size) => "<!-- vale off -->\n\none\n\n<!-- vale on -->\n\ntwo\n\n".repeat(size / 8)],
];

it.each(repeated)("many %s take a time that grows with their number", async (_, make) => {
  await expectLinear((size) => {
    const text = make(size);
    const { blocks, comments } = parseMarkdown(text);
    const sentences = splitSentences(blocks, text, rules);
    return () => suppressSentences(sentences, suppressionsOf(comments, text));
  }, 4_000);
});

it.each([
  ["<!-- cloze-x -->", ["cloze-x"]],
  ["<!--- cloze-x --->", ["cloze-x"]],
  ["{/* cloze-x */}", ["cloze-x"]],
  ["/* cloze-x */", ["cloze-x"]],
  ["/**\n * cloze-x\n * more\n */", ["cloze-x", "more"]],
  ["// cloze-x", ["cloze-x"]],
  ["/// cloze-x", ["cloze-x"]],
  ["# cloze-x", ["cloze-x"]],
  ["% cloze-x", ["cloze-x"]],
  [".. cloze-x", ["cloze-x"]],
  ["; cloze-x", ["cloze-x"]],
  ["-- cloze-x", ["cloze-x"]],
  ['"""cloze-x"""', ["cloze-x"]],
  ["//", []],
])("the marks of %j are taken off", (comment, expected) => {
  const lines = linesOfComment({ start: 0, end: comment.length }, comment);
  expect(lines.map(({ content }) => content)).toEqual(expected);
  for (const { start, end, content } of lines) expect(comment.slice(start, end)).toBe(content);
});
