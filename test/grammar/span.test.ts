import fc from "fast-check";
import { expect, test } from "vitest";
import { firstHolderOf, liesIn } from "../../src/grammar/span.js";

const span = fc.tuple(fc.nat(3_000), fc.nat(1_500)).map(([start, length]) => ({ start, end: start + length }));

test("the first of many spans that holds a place, in the order given, as one would look for it", () => {
  fc.assert(
    fc.property(fc.array(span), span, (spans, place) => {
      expect(firstHolderOf(spans)(place)).toBe(spans.find((each) => liesIn(place, each)));
    }),
  );
});

test("of ten thousand spans few are looked at for each place", () => {
  let looks = 0;
  const spans = Array.from({ length: 10_000 }, (_, at) => ({
    get start() {
      looks++;
      return 100 * at;
    },
    end: 100 * at + 99,
  }));
  const holder = firstHolderOf(spans);
  for (let at = 0; at < 10_000; at++) expect(holder({ start: 100 * at, end: 100 * at + 5 })?.end).toBe(100 * at + 99);
  // One at a time it would be fifty million.
  expect(looks).toBeLessThan(150_000);
});
