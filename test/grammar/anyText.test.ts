import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createChecker } from "../../src/grammar/checker.js";
import { applyFixes, findingsOf } from "../../src/grammar/findings.js";
import { applyPolicy } from "../../src/grammar/policy.js";
import { parseAsciidoc } from "../../src/grammar/prose/asciidoc.js";
import { parseGitCommit } from "../../src/grammar/prose/gitCommit.js";
import { parseHtml } from "../../src/grammar/prose/html/html.js";
import { parseLatex } from "../../src/grammar/prose/latex/latex.js";
import { parseMarkdown } from "../../src/grammar/prose/markdown/markdown.js";
import { parseOrg } from "../../src/grammar/prose/org.js";
import { PARSER_NAMES, type ParserName, proseParser } from "../../src/grammar/prose/parsers.js";
import { parseRestructuredText } from "../../src/grammar/prose/restructuredText/restructuredText.js";
import type { Operation, SlotScore } from "../../src/grammar/scorer.js";
import { type Sentence, splitSentences } from "../../src/grammar/sentences.js";
import type { Span } from "../../src/grammar/span.js";
import { createFakeScorer } from "./fakeScorer.js";
import { lexicon } from "./lexiconOfTests.js";
import { asDraft, everything, priors, thresholds } from "./policies.js";
import { rules } from "./rules.js";

const MARKUP = [
  ..."#*_`~<>[]()!|$\\&{}%^:-+=/\"'.,;?@ \t\n\r",
  ...'\r\n|\n\n|> |- |1. |```|$$|---\n|<!-- cloze-disable -->|<!--|-->|<br>|<code>|</code>|&amp;|&nbsp;|[^1]|](|![|{{|}}|::: |import a from \'b\'\n|// |/// |/*|/**|*/|"""|# |#|\n * |@param a |: |=begin\n|<<EOF\n|<?php\n|def f():\n    '.split(
    "|",
  ),
  ..."\\begin{document}|\\end{document}|\\begin{tabular}|\\begin{verbatim}|\\end{verbatim}|\\begin{itemize}|\\item |\\footnote{|\\section{|\\emph{|\\foo{|\\verb|\\[|\\]|\\(|\\)|\\\\|$$".split(
    "|",
  ),
  ...".. note:: |.. code:: |.. [1] |.. _a: |.. |::\n\n|   |\n   |:ref:`|`_|``|\n====\n|==== ====\n|\n+--+--+\n| |\n* - |:param a: ".split(
    "|",
  ),
  ..."<p>|</p>|<li>|<td>|<pre>|</pre>|<svg>|<img alt=\"|title='|<script>|</script>|<!doctype |<h1>|<b |/>|{{ a }}|&nbsp".split(
    "|",
  ),
  ..."\n# |fix(a): |\n\nFixes: #1\n|\n# -------- >8 --------\n".split("|"),
  ..."\n----\n@\n|===\n@\n// @NOTE: @image::a[@footnote:[@<<@>>@((@a:: @[source]\n@* @** @[[@][@[fn:@\n#+begin_src\n@\n#+end_src\n@\n:A:\n@:END:\n@:: @\\(".split(
    "@",
  ),
  ...[
    "The",
    "cat",
    "it’s",
    "e.g.",
    "Dr.",
    "1.5",
    "\uD83D\uDE00",
    "\uD800",
    "\uDC00",
    "\0",
    "\uFFFC",
    "\uFEFF",
    "שלום",
    "\u202E",
    "e\u0301",
    "漢字",
    "\u2028",
    "\x85",
    "\x1c",
  ],
];

const texts = fc.oneof(
  fc.array(fc.constantFrom(...MARKUP), { maxLength: 60 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 80 }),
  fc.array(fc.nat(0xffff), { maxLength: 40 }).map((units) => String.fromCharCode(...units)),
);
const parsers = fc.constantFrom<ParserName>(...PARSER_NAMES);
const RUNS = { numRuns: 1_000 };

function expectInOrder(spans: readonly Span[], text: string): void {
  let at = 0;
  for (const { start, end } of spans) {
    expect(start).toBeGreaterThanOrEqual(at);
    expect(end).toBeGreaterThanOrEqual(start);
    at = end;
  }
  expect(at).toBeLessThanOrEqual(text.length);
}

function sentencesOf(text: string, parser: ParserName): Sentence[] {
  return splitSentences(proseParser(parser)(text).blocks, text, rules);
}

const OPERATIONS: readonly Operation[] = ["replace", "delete", "insert", "merge", "split", "case"];
const CANDIDATES: Readonly<Record<Operation, string>> = {
  replace: "is",
  delete: "",
  insert: "to",
  merge: "one",
  split: "a b",
  case: "Is",
};

/** Every operation in every slot, as sure as chance has it. */
function everySlot({ words }: Sentence, seed: number): SlotScore[] {
  return words.concat(words.slice(0, 1)).flatMap((_, index) =>
    OPERATIONS.filter((operation) => operation === "insert" || index < words.length).map((operation, rank) => {
      const probability = 0.5 + (((index + 1) * 7919 + rank * 104_729 + seed) % 1_000) / 2_000;
      const text = operation === "insert" && (index + seed) % 3 === 0 ? "," : CANDIDATES[operation];
      const candidates = [{ text, probability, logLikelihood: -1 }];
      return { operation, index, typedLogLikelihood: -7, candidates, chance: probability, group: 10 * index + rank };
    }),
  );
}

/** Without the plainer reading behind each, which would hide that one has thrown. */
const OWN = { parseAsciidoc, parseGitCommit, parseHtml, parseLatex, parseMarkdown, parseOrg, parseRestructuredText };

describe("any text", () => {
  it.each(Object.entries(OWN))("is refused by no parser of ours: %s", (_, parse) => {
    fc.assert(
      fc.property(texts, (text) => void parse(text)),
      RUNS,
    );
  });

  it("has pieces and comments in order, not overlapping", () => {
    fc.assert(
      fc.property(texts, parsers, (text, parser) => {
        const { blocks, comments } = proseParser(parser)(text);
        for (const { parts } of blocks) expectInOrder(parts, text);
        expectInOrder(comments, text);
      }),
      RUNS,
    );
  });

  it("has words in order that are what they say", () => {
    fc.assert(
      fc.property(texts, parsers, (text, parser) => {
        for (const sentence of sentencesOf(text, parser)) {
          expectInOrder(sentence.words, text);
          for (const word of sentence.words) {
            if (word.kind !== "opaque") expect(text.slice(word.start, word.end)).toBe(word.text);
            expect(word.end).toBeGreaterThan(word.start);
          }
        }
      }),
      RUNS,
    );
  });

  it("gives findings that lie in it, do not overlap, and whose fixes change nothing else", () => {
    fc.assert(
      fc.property(texts, parsers, fc.nat(1_000), (text, parser, seed) => {
        const found = sentencesOf(text, parser).flatMap((sentence) =>
          findingsOf(sentence, everySlot(sentence, seed), text, lexicon, { context: "draft", shift: 0 }),
        );
        const shown = applyPolicy(found, everything, thresholds);
        expectInOrder(shown, text);
        for (const finding of found) {
          const { start, end, original, anchor, fixes } = finding;
          expect(original).toBe(text.slice(start, end));
          expect(anchor.end).toBeGreaterThan(anchor.start);
          expect(anchor.end).toBeLessThanOrEqual(text.length);
          expect(applyFixes(text, [finding])).toBe(text.slice(0, start) + (fixes[0]?.text ?? "") + text.slice(end));
        }
        const grown = shown.reduce(
          (sum, { start, end, fixes }) => sum + (fixes[0]?.text.length ?? 0) - (end - start),
          0,
        );
        expect(applyFixes(text, shown)).toHaveLength(text.length + grown);
      }),
      RUNS,
    );
  });

  it("goes through the whole checker", async () => {
    await fc.assert(
      fc.asyncProperty(texts, parsers, async (text, parser) => {
        const checker = createChecker({
          scorer: createFakeScorer({ The: "A", cat: "dog" }),
          rules,
          thresholds,
          priors,
          lexicon,
        });
        const sentences = checker.sentencesOf(text, parser);
        await checker.score(sentences, () => false);
        const { findings, pending } = checker.report(text, sentences, everything, asDraft);
        expectInOrder(findings, text);
        expect(pending).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
