import { expect, it } from "vitest";
import type { Checker } from "../../../src/grammar/checker.js";
import { analyse } from "../../../src/server/documents/analysis.js";

it("says how many sentences are not English, and how many paragraphs took too long to be read", () => {
  const read =
    (slow: number): Checker["read"] =>
    () => ({ sentences: [], otherLanguage: [{} as never], slow });
  const analysed = (slow: number) =>
    analyse("", { parser: "plain", scope: "whole", limit: 1 }, { read: read(slow) } as unknown as Checker, undefined);
  expect(analysed(2).unchecked).toEqual([{ kind: "foreign", sentences: 1 }, { kind: "slow", paragraphs: 2 }]); // prettier-ignore
  expect(analysed(0).unchecked).toEqual([{ kind: "foreign", sentences: 1 }]);
});
