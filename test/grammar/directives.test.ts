import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linesOfComment } from "../../src/grammar/directives/commentLines.js";
import { mutesOf } from "../../src/grammar/directives/mutes.js";
import { muteSentences } from "../../src/grammar/directives/muteSentences.js";
import { parseMarkdown } from "../../src/grammar/prose/markdown.js";
import { proseParser, type ParserName } from "../../src/grammar/prose/parsers.js";
import { splitSentences } from "../../src/grammar/sentences.js";
import { rules } from "./rules.js";

const WORDS = /^(?:one|two|three|four)$/u;

/** Expects these of the words "one" to "four" to be reported; with an asterisk if their spelling is left alone. */
function check(text: string, expected: string, parser: ParserName = "markdown"): void {
  const { blocks, comments } = proseParser(parser)(text);
  const sentences = muteSentences(splitSentences(blocks, text, rules), mutesOf(comments, text));
  const left = sentences.flatMap(({ words, muted = [], unspelled = [] }) =>
    words.flatMap((word, index) =>
      WORDS.test(word.text) && !muted.includes(index) ? [word.text + (unspelled.includes(index) ? "*" : "")] : [],
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
    ["one two\nthree <!-- cloze-ignore two Three -->", "one"],
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
    return mutesOf(comments, markers).some(({ start, end, only }) => only === undefined && start <= at && at < end);
  };

  it("Harper's silences its comment with those that it touches", () => {
    expect(["one", "two", "three", "four"].filter((word) => silent(word))).toEqual(["two", "three"]);
  });

  it("a switch back on ends the silence where it stands, in the same comment too", () => {
    const block = "/* one\n * cloze-disable\n * two\n * cloze-enable\n * three */";
    const mutes = mutesOf([{ start: 0, end: block.length }], block).filter(({ end }) => end > block.indexOf("two"));
    expect(mutes.map(({ start, end }) => block.slice(start, end))).toEqual([
      "cloze-enable",
      "cloze-disable\n * two\n * ",
    ]);
  });

  it.each(["harper: ignore", "spellcheck:ignore", "spell-checker: ignore", "spellchecker:ignore"])("%s", (marker) => {
    const markers = text.replace("harper:ignore", marker);
    const spans = Array.from(markers.matchAll(/\/\/.*/gu), ({ 0: line, index }) => ({ start: index, end: index + line.length })); // prettier-ignore
    expect(mutesOf(spans, markers)).toContainEqual({ start: spans[1]!.start, end: spans[2]!.end });
  });
});

const PIECES = "<!-- |-->|{/* |*/}|[//]: # (|)|\n|\n\n|one|cloze-disable|cloze-disable-next-line|cloze-ignore one|cspell:disable|cSpell:enable|harper:ignore|LTeX: enabled=false|vale off|vale on| ".split("|"); // prettier-ignore

it("whatever stands in comments, what is silent lies in the text", () => {
  const texts = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(texts, fc.constantFrom<ParserName>("markdown", "mdx"), (text, parser) => {
      for (const { start, end } of mutesOf(proseParser(parser)(text).comments, text)) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 500 },
  );
});

it.each([
  ["spaces", `<!-- cspell:${" ".repeat(200_000)}x -->`],
  ["marks", `<!-- spell ${"-".repeat(200_000)}x -->`],
  ["settings", `<!-- LTeX: ${"a=a".repeat(50_000)} x -->`],
  ["comments", "<!-- harper:ignore -->\n".repeat(2_000)],
])("many %s in a comment take no time", (_, text) => {
  const started = performance.now();
  mutesOf(parseMarkdown(text).comments, text);
  expect(performance.now() - started).toBeLessThan(3_000);
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
