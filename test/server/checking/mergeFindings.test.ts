import fc from "fast-check";
import { expect, test } from "vitest";
import type { Finding } from "../../../src/grammar/findings.js";
import { carryOver } from "../../../src/server/checking/mergeFindings.js";

function findingAt(text: string, start: number, end: number): Finding {
  return {
    start,
    end,
    original: text.slice(start, end),
    anchor: { start, end },
    operation: "replace",
    category: "spelling",
    message: "",
    typed: text.slice(start, end),
    wanted: "",
    kind: "other-word",
    reason: "",
    competing: [],
    tier: "sure",
    context: "draft",
    probability: 0.9,
    typedLogLikelihood: -9,
    fixes: [],
  };
}

const edits = fc.record({
  before: fc.string({ unit: "grapheme", maxLength: 40 }),
  removed: fc.nat(10),
  added: fc.string({ maxLength: 10 }),
  at: fc.nat(40),
  from: fc.nat(40),
  length: fc.nat(5),
});

test("whatever the edit, what is carried still stands in the text", () => {
  fc.assert(
    fc.property(edits, ({ before, removed, added, at, from, length }) => {
      const place = Math.min(at, before.length);
      const now = before.slice(0, place) + added + before.slice(place + removed);
      const start = Math.min(from, before.length);
      const finding = findingAt(before, start, Math.min(before.length, start + length));
      for (const carried of carryOver([finding], before, now)) {
        expect(now.slice(carried.start, carried.end)).toBe(finding.original);
        expect(carried.end).toBeLessThanOrEqual(now.length);
      }
    }),
  );
});

test("a rival moves with its finding, and an edit between them parts them", () => {
  const before = "one two three four";
  const finding = { ...findingAt(before, 4, 7), competing: [findingAt(before, 14, 18)] };
  const [moved] = carryOver([finding], before, `zero ${before}`);
  expect(moved).toMatchObject({
    start: 9,
    anchor: { start: 9 },
    competing: [{ start: 19, end: 23, anchor: { start: 19 } }],
  });
  expect(carryOver([finding], before, `${before} five`)).toEqual([finding]);
  expect(carryOver([finding], before, "one two 3 four")).toEqual([]);
});

test.each([
  ["one two", "zero one two", 1],
  ["one two", "one two three", 1],
  ["one two", "one tw", 0],
  ["one two", "one too", 0],
  ["one two", "", 0],
])("of %j in %j", (before, now, count) => {
  expect(carryOver([findingAt(before, 4, 7)], before, now)).toHaveLength(count);
});
