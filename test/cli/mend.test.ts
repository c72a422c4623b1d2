import { expect, it } from "vitest";
import { mend } from "../../src/cli/mend.js";
import type { Checker } from "../../src/grammar/checker.js";
import type { Finding } from "../../src/grammar/findings.js";
import type { Policy } from "../../src/grammar/policy.js";

const policy = {} as Policy;

/** Replaces the first word of a text that has a successor. */
function checkerOf(successors: Readonly<Record<string, string>>) {
  const seen: string[] = [];
  const find = (text: string): Finding[] => {
    const word = text.split(" ").find((one) => one in successors);
    if (word === undefined) return [];
    const start = text.indexOf(word);
    return [{ start, end: start + word.length, fixes: [{ text: successors[word]! }] }] as unknown as Finding[];
  };
  const checker = {
    sentencesOf: (text: string) => (seen.push(text), []),
    score: () => Promise.resolve(),
    report: (text: string) => ({ findings: find(text), pending: [] }),
  } as unknown as Checker;
  const check = (texts: readonly string[]) =>
    mend(texts.map((text) => ({ text, findings: find(text) })), checker, "plain", policy); // prettier-ignore
  return { check, seen };
}

it("checks again what it has mended, and only that", async () => {
  const { check, seen } = checkerOf({ didnt: "didn't", came: "come" });
  expect(await check(["He didnt came.", "All is well.", "I didnt came here."])).toEqual([
    "He didn't came.",
    "All is well.",
    "I didn't come here.",
  ]);
  expect(seen).toEqual(["He didn't came.", "I didn't came here.", "I didn't come here."]);
});

it("ends when mending goes round in a circle", async () => {
  const { check, seen } = checkerOf({ a: "an", an: "a" });
  expect(await check(["a"])).toEqual(["an"]);
  expect(seen).toHaveLength(2);
});
