import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Word } from "../../src/grammar/words.js";
import { maskedRow, typesOf, windowsOf } from "../../src/inference/rows.js";
import type { WordPieceTokenizer } from "../../src/inference/tokenizer.js";

/** Each letter is a piece. */
const pieces = {
  special: { cls: 1, sep: 2, mask: 3, unknown: 4, code: 5, none: 6 },
  ofWord: ({ text }: Word) => [...text].map((letter) => letter.charCodeAt(0)),
} as unknown as WordPieceTokenizer;

function wordsOf(text: string): Word[] {
  return text.split(" ").map((word) => ({ text: word, kind: "word", start: 0, end: 0, spaceBefore: true }));
}

describe("windows", () => {
  it("puts a short sentence into one", () => {
    const [window, ...more] = windowsOf(wordsOf("Ab c"), pieces, 16, 4);
    expect(more).toEqual([]);
    expect(window).toMatchObject({
      first: 0,
      from: 0,
      to: 2,
      starts: [1, 3, 4],
      row: { ids: [1, 65, 98, 99, 2], types: [0, 1, 1, 0, 0] },
    });
  });

  it("judges every word in exactly one window, and each fits", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 80 }), (lengths) => {
        const words = wordsOf(lengths.map((length) => "x".repeat(length)).join(" "));
        const windows = windowsOf(words, pieces, 32, 8);
        expect(
          windows.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index)),
        ).toEqual(words.map((_, index) => index));
        for (const { row, first, starts, from, to } of windows) {
          expect(row.ids.length).toBeLessThanOrEqual(32);
          expect(first).toBeLessThanOrEqual(from);
          expect(starts.length - 1).toBeGreaterThanOrEqual(to - first);
        }
      }),
    );
  });

  it("shares with the next window what fits into the overlap, and cuts a word that fits into none", () => {
    const seen = (text: string) => windowsOf(wordsOf(text), pieces, 8, 3).map(({ first, from, to, row }) => [first, from, to, row.ids.length]); // prettier-ignore
    expect(seen("aa bb cc dd ee")).toEqual([
      [0, 0, 3, 8],
      [2, 3, 5, 8],
    ]);
    expect(seen("aa bb ccc dd")).toEqual([
      [0, 0, 2, 6],
      [1, 2, 3, 7],
      [2, 3, 4, 7],
    ]);
    expect(seen("aaaaaaaaaa")).toEqual([[0, 0, 1, 8]]);
  });

  it("gives marks, numbers and code no case, but what is said first of code", () => {
    expect((["word", "number", "mark", "opaque"] as const).map((kind) => typesOf({ text: "A", kind }, [7]))).toEqual([[1], [0], [0], [0]]); // prettier-ignore
    expect(typesOf({ text: "`HTMLElement`", kind: "opaque", spoken: "HTML" }, [7, 8, 5])).toEqual([2, 2, 0]);
  });

  it("hides a word and its case under masks", () => {
    const [window] = windowsOf(wordsOf("a Bcd e"), pieces, 16, 4);
    expect(maskedRow(window!, 2, 5, 1, 3)).toEqual({ ids: [1, 97, 3, 101, 2], types: [0, 0, 0, 0, 0] });
    expect(maskedRow(window!, 2, 2, 2, 3).ids).toEqual([1, 97, 3, 3, 66, 99, 100, 101, 2]);
  });
});
