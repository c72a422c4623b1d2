import { expect, it } from "vitest";
import { changeDescriber, describer, isReported, reported } from "../../src/cli/formatters.js";
import type { Finding } from "../../src/grammar/findings.js";
import { expectLinear } from "../growth.js";

function findingAt(start: number): Finding {
  const anchor = { start, end: start + 1 };
  return { anchor, kind: "unknown-word", message: "wrong" } as unknown as Finding;
}

it("counts lines and columns from 1, whatever lines end with", () => {
  const text = "ab\ncd\r\nef\rgh\n\ni";
  const places = [...text].flatMap((letter, at) => (/[a-z]/u.test(letter) ? [findingAt(at)] : []));
  expect(places.map(describer("a.md", text))).toEqual(
    ["1:1", "1:2", "2:1", "2:2", "3:1", "3:2", "4:1", "4:2", "6:1"].map(
      (place) => `a.md:${place}: unknown-word: wrong`,
    ),
  );
});

it("tells many findings of one long text in a time that grows with their number", async () => {
  await expectLinear((size) => {
    const text = "A line.\n".repeat(size);
    const findings = Array.from({ length: size }, (_, line) => findingAt(line * 8));
    return () => findings.map(describer("a.md", text));
  }, 2_000);
});

it("tells a change by what it puts where, without the space that goes with it", () => {
  const before = "We go to home the  end.";
  const after = "We go home to the end.";
  const told = (start: number, end: number, text: string, place: { start: number; end: number }) =>
    changeDescriber("a.md", before, after)({ start, end, text }, place);
  expect(told(6, 8, "to", { start: 11, end: 13 })).toBe("a.md:1:12: fixed: spaces");
  expect(told(5, 8, "", { start: 5, end: 5 })).toBe("a.md:1:6: fixed: “to” taken out");
  expect(told(13, 13, " to", { start: 10, end: 13 })).toBe("a.md:1:12: fixed: “to” put in");
  expect(told(9, 13, "house", { start: 6, end: 11 })).toBe("a.md:1:7: fixed: “home” → “house”");
  expect(told(17, 19, " ", { start: 17, end: 18 })).toBe("a.md:1:18: fixed: spaces");
});

it("reports hints only where they are asked for, and chances with four digits", () => {
  const [sure, hint] = [{ tier: "sure" }, { tier: "perhaps" }] as Finding[];
  expect([sure!, hint!].map(isReported({ hints: false }))).toEqual([true, false]);
  expect([sure!, hint!].map(isReported({ hints: true }))).toEqual([true, true]);
  const fixes = [{ text: "x", probability: 0.123456, logLikelihood: -1 }];
  const other = { start: 3, end: 4, original: "b", fixes };
  const finding = { start: 1, end: 2, original: "a", probability: 0.987654, fixes, competing: [other] } as unknown as Finding; // prettier-ignore
  expect(reported(finding)).toMatchObject({
    text: "a",
    probability: 0.9877,
    fixes: [{ text: "x", probability: 0.1235 }],
    competing: [{ start: 3, end: 4, text: "b", fixes: [{ text: "x", probability: 0.1235 }] }],
  });
});
