import { expect, it } from "vitest";
import { describer } from "../../src/cli/formatters.js";
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
