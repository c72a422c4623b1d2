import fc from "fast-check";
import { expect, it } from "vitest";
import { linesIn } from "../../src/grammar/lineStarts.js";
import { holderOf, liesIn } from "../../src/grammar/span.js";

it("knows the line of every place, as one who counts the breaks before it", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("a", "\n", "\r", "\r\n")), (parts) => {
      const text = parts.join("");
      const lines = linesIn(text);
      for (let at = 0; at <= text.length; at++) {
        if (text[at - 1] === "\r" && text[at] === "\n") continue;
        const before = text.slice(0, at).split(/\r\n|\r|\n/u);
        expect(lines.lineAt(at)).toBe(before.length - 1);
        expect(at - lines.startOf(before.length - 1)).toBe(before.at(-1)!.length);
      }
      expect(lines.count).toBe(text.split(/\r\n|\r|\n/u).length);
    }),
  );
});

const spans = fc.tuple(fc.nat(20), fc.nat(20)).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));

it("knows whether one of many spans holds a place, in any order and within one another", () => {
  fc.assert(
    fc.property(fc.array(spans), spans, (many, place) => {
      expect(holderOf(many)(place)).toBe(many.some((span) => liesIn(place, span)));
    }),
  );
});
