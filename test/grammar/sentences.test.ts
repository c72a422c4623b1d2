import { describe, expect, it } from "vitest";
import { plainSentence } from "../../src/grammar/annotatedText.js";
import { onlySentence, readSentences } from "./reading.js";

/** Expects the sentences between the bars. */
function check(text: string): void {
  const expected = text.split("|");
  expect(readSentences(expected.join(" "), "plain").map((sentence) => sentence.text)).toEqual(expected);
}

describe("sentences", () => {
  it.each([
    "One.|Two!|Three?|Four…|Five.",
    "Use e.g. Docker or Dr. Who, etc. and J. R. Tolkien.|Next.",
    "So do I.|Then go.",
    "He said “Yes.”|She left.",
    "Wait...|What?!|Yes.",
    "Version 1.2.3 is out.|3 people came.",
    "It ends.|(So does this.)|`code` begins.",
    "it goes on. like this",
    "See (e.g. Foo) now.",
    "Wait etc... Then go.".replace("... ", "...|"),
  ])("%s", (text) => {
    check(text);
  });

  it("takes a million full stops in its stride", () => {
    expect(readSentences(".".repeat(1_000_000), "plain")).toEqual([]);
  });
});

describe("what is said first of code", () => {
  it.each([
    ["plain", "Use a `emailInput`, an `HTMLElement` and a <input>.", ["email", "HTML", "input"]],
    ["markdown", "Use a `X`, an ``array`` and a <kbd>Enter</kbd>.", ["X", "array", "Enter"]],
    ["latex", "Use a \\texttt{array} and an \\code{unit}.", ["array", "unit"]],
    ["restructuredtext", "Use a ``array``.", ["array"]],
    ["org", "Use an =unit= and a ~array~.", ["unit", "array"]],
    ["markdown", "Use the `array`, a `.env`, an `--option`, a `42` and a `_name`; see a [page](x.md).", []],
  ] as const)("is known behind an article alone: %s, %s", (parser, text, expected) => {
    const words = readSentences(text, parser).flatMap((sentence) => sentence.words);
    expect(words.flatMap(({ spoken }) => spoken ?? [])).toEqual(expected);
  });

  it("is not in a sentence that is kept without its document", () => {
    const plain = plainSentence(onlySentence("Use an `emailInput`.", "markdown")).text;
    expect(onlySentence(plain).words.map(({ kind, spoken }) => [kind, spoken])).toContainEqual(["opaque", undefined]);
    expect(plain).not.toContain("email");
  });
});
