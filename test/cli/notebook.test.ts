import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { editsOfFile, isNotebook, readNotebook } from "../../src/cli/notebook.js";
import type { Edit } from "../../src/cli/textEdits.js";
import { applyEdits } from "../../src/grammar/textEdit.js";

const NOTEBOOK = String.raw`{
 "cells": [
  { "cell_type": "markdown", "metadata": {}, "source": ["# A title\n", "\n", "This caf\u00e9 \"should\" throws\tan error.\n", "It is\/fine."] },
  { "cell_type": "code", "source": ["x = 'we recieve it'  "], "outputs": [ { "data": {"text\/plain": "a\u0301"} } ] },
  { "cell_type": "raw", "source": "We recieve it." },
  { "source": "We recieve one.", "cell_type": "markdown" },
  { "cell_type": "markdown", "source": [] }
 ],
 "nbformat": 4,   "nbformat_minor": 5
}
`;

/** The file with words replaced in its cells. */
function replaced(file: string, words: Readonly<Record<string, string>>): string {
  const edits = readNotebook(file).flatMap((cell) =>
    editsOfFile(
      cell,
      Object.entries(words).flatMap(([word, text]): Edit[] => {
        const start = cell.text.indexOf(word);
        return start < 0 ? [] : [{ start, end: start + word.length, text }];
      }),
      file,
    ),
  );
  return applyEdits(file, edits);
}

test("the Markdown cells of a notebook, by their number among all", () => {
  expect(readNotebook(NOTEBOOK).map(({ number, text }) => [number, text])).toEqual([
    [1, '# A title\n\nThis café "should" throws\tan error.\nIt is/fine.'],
    [4, "We recieve one."],
    [5, ""],
  ]);
  expect([isNotebook("a.ipynb"), isNotebook("a.json")]).toEqual([true, false]);
});

describe("edits of cells", () => {
  test("change the words and nothing else of the file", () => {
    expect(replaced(NOTEBOOK, { throws: "throw", recieve: "receive" })).toBe(
      NOTEBOOK.replace("throws", "throw").replace("We recieve one", "We receive one"),
    );
  });

  test("may reach over several strings", () => {
    expect(replaced(NOTEBOOK, { "error.\nIt": "error, and it" })).toBe(
      NOTEBOOK.replace(String.raw`error.\n", "It is`, 'error, and it", " is'),
    );
  });

  test("are written as the file is: with escapes if it is ASCII", () => {
    expect(replaced(NOTEBOOK, { recieve: "“get”\n" })).toContain(String.raw`"We \u201cget\u201d\n one."`);
    expect(replaced(NOTEBOOK.replace("title", "títle"), { recieve: "“get”" })).toContain('"We “get” one."');
  });

  test("come out as if they had been made in the cell, whatever its strings are", () => {
    const strings = fc.array(fc.string({ unit: fc.constantFrom("a", '"', "\\", "\n", "é", "😀", "\u2028", "/"), maxLength: 5 }), { maxLength: 5 }); // prettier-ignore
    const written = fc.constantFrom(
      (text: string) => JSON.stringify(text),
      (text: string) => JSON.stringify(text).replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0").toUpperCase()}`), // prettier-ignore
    );
    const range = fc.tuple(fc.nat(30), fc.nat(6), fc.string({ unit: fc.constantFrom("b", '"', "ß", "\n"), maxLength: 3 })); // prettier-ignore
    fc.assert(
      fc.property(strings, written, range, (parts, write, [from, size, text]) => {
        const file = `{"cells": [{"cell_type": "markdown", "source": [${parts.map(write).join(" , ")}]}]}`;
        const [cell] = readNotebook(file);
        expect(cell!.text).toBe(parts.join(""));
        if (parts.length === 0) return;
        const start = Math.min(from, cell!.text.length);
        const edit = { start, end: Math.min(start + size, cell!.text.length), text };
        const [after] = readNotebook(applyEdits(file, editsOfFile(cell!, [edit], file)));
        expect(after!.text).toBe(applyEdits(cell!.text, [edit]));
        expect(after!.strings).toHaveLength(parts.length);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("what is no notebook is told in a sentence", () => {
  test.each([
    ["no JSON", '{\n"cells": [}', "it is no notebook: it is not JSON in line 2."],
    ["nothing", "", "it is no notebook: it is not JSON in line 1."],
    ["another JSON", "[1]", "it is no notebook of format 4: it has no list of cells."],
    ["an older format", '{"worksheets": [{"cells": []}], "nbformat": 3}', "it is no notebook of format 4"],
    ["comments", '{"cells": [] /* none */}', "it is not JSON in line 1."],
    ["nesting without end", "[".repeat(200_000), "it is no notebook: its JSON is nested too deeply."],
  ])("%s", (_, text, message) => {
    expect(() => readNotebook(text)).toThrow(message);
  });

  test("cells of other shapes are passed over", () => {
    expect(readNotebook('{"cells": [1, null, {"cell_type": "markdown"}, {"cell_type": "markdown", "source": 3}]}')).toMatchObject([{ number: 4, text: "" }]); // prettier-ignore
  });
});
