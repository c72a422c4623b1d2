import { expect, it } from "vitest";
import { fixInPasses } from "../../src/cli/multipassFix.js";
import type { Checker } from "../../src/grammar/checker.js";
import type { Finding } from "../../src/grammar/findings.js";
import type { Policy } from "../../src/grammar/policy.js";
import type { Sentence } from "../../src/grammar/sentences.js";
import { applyEdits } from "../../src/grammar/textEdit.js";
import { asDraft, everything } from "../grammar/policies.js";
import { expectLinear } from "../growth.js";
import { createFakeEngine } from "../server/fakeEngine.js";

const policy = {} as Policy;

/** Replaces one of the words in each round; a line is a sentence. */
function checkerOf(...rounds: Readonly<Record<string, string>>[]) {
  const scored: string[][] = [];
  const find = (text: string, round: number, within: (at: number) => boolean): Finding[] =>
    Object.entries(rounds[round] ?? {}).flatMap(([word, fix]) =>
      [...text.matchAll(new RegExp(`\\b${word}\\b`, "gu"))]
        .map(({ index }) => ({ start: index, end: index + word.length }))
        .map(
          (span) =>
            ({
              ...span,
              anchor: span,
              tier: "sure",
              fixes: [{ text: fix, probability: 1 }],
              competing: [],
            }) as unknown as Finding,
        )
        .filter(({ start }) => within(start)),
    ).sort((a, b) => a.start - b.start); // prettier-ignore
  const sentencesOf = (text: string): Sentence[] =>
    [...text.matchAll(/[^\n]+/gu)].map(({ 0: line, index }) => ({ text: line, start: index, end: index + line.length }) as Sentence); // prettier-ignore
  const checker = {
    sentencesOf,
    score: (sentences: readonly Sentence[]) => (scored.push(sentences.map(({ text }) => text)), Promise.resolve()),
    report: (text: string, sentences: readonly Sentence[]) => {
      const known = sentences.filter((sentence) => scored.at(-1)!.includes(sentence.text));
      return { findings: find(text, scored.length, (at) => known.some(({ start, end }) => start <= at && at < end)), pending: [] }; // prettier-ignore
    },
  } as unknown as Checker;
  const check = async (texts: readonly string[]) => {
    const findings = texts.map((text) => ({ text, circumstances: asDraft, findings: find(text, 0, () => true) }));
    const mended = await fixInPasses(findings, checker, "plain", policy);
    // Whatever the passes were: what is told as changed is what was changed.
    for (const [at, { text, edits }] of mended.entries()) expect(applyEdits(texts[at]!, edits)).toBe(text);
    return mended.map(({ text }) => text);
  };
  return { check, scored };
}

it("checks sentences with several mistakes again, and only those", async () => {
  const { check, scored } = checkerOf({ he: "He", didnt: "didn't" }, { came: "come" });
  expect(await check(["he didnt came.\nhe came.\nAll is well.", "All is well."])).toEqual([
    "He didn't come.\nHe came.\nAll is well.",
    "All is well.",
  ]);
  expect(scored).toEqual([["He didn't came."], ["He didn't come."]]);
});

it("leaves alone what is only perhaps wrong, and what has two corrections of like chances", async () => {
  const { checker } = createFakeEngine();
  const text = "You uses it. The limits is known. They recieve it.";
  const sentences = checker.sentencesOf(text, "plain");
  await checker.score(sentences, () => false);
  const { findings } = checker.report(text, sentences, everything, asDraft);
  expect(findings.map(({ tier }) => tier)).toEqual(["perhaps", "sure", "sure"]);
  const fixed = await fixInPasses([{ text, findings, circumstances: asDraft }], checker, "plain", everything);
  expect(fixed.map((one) => one.text)).toEqual([text.replace("recieve", "receive")]);
});

it("leaves a single mistake at that", async () => {
  const { check, scored } = checkerOf({ he: "He" }, { came: "come" });
  expect(await check(["he came."])).toEqual(["He came."]);
  expect(scored).toEqual([]);
});

it("leaves it at that, too, where the checker knows the mended sentence from elsewhere", async () => {
  const { check } = checkerOf({ he: "He", didnt: "didn't" }, { came: "come" });
  expect(await check(["He didnt came.\nhe didnt came."])).toEqual(["He didn't came.\nHe didn't come."]);
});

it("ends when mending goes round in a circle", async () => {
  const there = { a: "an", b: "bb" };
  const back = { an: "a", bb: "b" };
  const { check, scored } = checkerOf(there, back, there, back);
  expect(await check(["a b"])).toEqual(["an bb"]);
  expect(scored).toHaveLength(2);
});

it("mends many sentences in a time that grows with their number", async () => {
  await expectLinear((size) => {
    const text = "ab cd.\n".repeat(size);
    const sentences = Array.from({ length: size }, (_, line) => ({ start: line * 7, end: line * 7 + 6 }));
    const findings = sentences
      .flatMap(({ start }) => [start, start + 3])
      .map((start) => ({
        start,
        end: start + 2,
        anchor: { start, end: start + 2 },
        tier: "sure",
        fixes: [{ text: "ef", probability: 1 }],
        competing: [],
      }));
    const checker = {
      sentencesOf: () => sentences,
      score: () => Promise.resolve(),
      report: () => ({ findings, pending: [] }),
    } as unknown as Checker;
    const checked = [{ text, circumstances: asDraft, findings: findings as unknown as Finding[] }];
    return async () => {
      const [mended] = await fixInPasses(checked, checker, "plain", policy);
      expect(mended?.text).toBe("ef ef.\n".repeat(size));
    };
  }, 2_000);
});
