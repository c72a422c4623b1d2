import fc from "fast-check";
import { expect, test } from "vitest";
import { composed, type Edit, placesOf } from "../../src/cli/textEdits.js";
import { applyEdits } from "../../src/grammar/textEdit.js";

/** Edits of a text of this length, in order, not overlapping. */
function editsOf(length: number): fc.Arbitrary<Edit[]> {
  const pieces = fc.array(fc.tuple(fc.nat(4), fc.nat(3), fc.string({ maxLength: 3, unit: fc.constantFrom("x", "y", " ") })), { maxLength: 6 }); // prettier-ignore
  return pieces.map((all) => {
    let at = 0;
    return all.flatMap(([gap, size, text]) => {
      const start = at + gap;
      const end = start + size;
      if (end > length) return [];
      // Two insertions in one place have no order.
      at = size === 0 ? end + 1 : end;
      return [{ start, end, text }];
    });
  });
}

test("edits of edits are edits of the text itself", () => {
  const texts = fc.string({ unit: fc.constantFrom(..."abcdefg"), minLength: 0, maxLength: 20 });
  const cases = texts.chain((text) =>
    editsOf(text.length).chain((first) => {
      const between = applyEdits(text, first);
      return editsOf(between.length).map((second) => ({ text, first, between, second }));
    }),
  );
  fc.assert(
    fc.property(cases, ({ text, first, between, second }) => {
      const all = composed(first, second, between);
      expect(applyEdits(text, all)).toBe(applyEdits(between, second));
      for (const [at, edit] of all.entries()) {
        expect(edit.start).toBeLessThanOrEqual(edit.end);
        expect(edit.start).toBeGreaterThanOrEqual(all[at - 1]?.end ?? 0);
      }
      const made = applyEdits(text, all);
      for (const [at, { start, end }] of placesOf(all).entries()) expect(made.slice(start, end)).toBe(all[at]!.text);
    }),
    { numRuns: 1_000 },
  );
});

test("what does not touch stays apart", () => {
  const first = [{ start: 0, end: 2, text: "He" }];
  const second = [{ start: 9, end: 13, text: "come" }];
  expect(composed(first, second, "He didnt came.")).toEqual([...first, ...second]);
});
