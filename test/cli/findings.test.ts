import { afterEach, expect, test, vi } from "vitest";
import { settingsWithout } from "../../src/cli/fileSettings.js";
import { findingsIn } from "../../src/cli/findings.js";
import { createChecker } from "../../src/grammar/checker.js";
import { type InTime, untilDone } from "../../src/grammar/timeLimit.js";
import { createFakeScorer } from "../grammar/fakeScorer.js";
import { lexicon } from "../grammar/lexiconOfTests.js";
import { asDraft, priors, thresholds } from "../grammar/policies.js";
import { rules } from "../grammar/rules.js";

afterEach(() => {
  vi.restoreAllMocks();
});

/** @returns what stands on standard error @param seconds that each sentence takes */
async function toldOf(text: string, seconds: number): Promise<string[]> {
  const told: string[] = [];
  let now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => now);
  vi.spyOn(process.stderr, "write").mockImplementation((line) => told.push(String(line)) > 0);
  const scorer = createFakeScorer({ teh: "the" });
  const slow: typeof scorer = {
    ...scorer,
    score(sentences, isCancelled) {
      now += 1_000 * seconds * sentences.length;
      return scorer.score(sentences, isCancelled);
    },
  };
  const checker = createChecker({ scorer: slow, rules, thresholds, priors, lexicon });
  const file = {
    file: "a.txt",
    parser: "plain",
    settings: settingsWithout({ comments: false }),
  } as const;
  const { findings, unchecked } = await findingsIn(text, file, checker, asDraft.contextOf);
  expect(unchecked).toBe(0);
  expect(findings).toHaveLength(1);
  return told;
}

const LONG =
  Array.from({ length: 599 }, (_, at) => `This is page ${String(at)} of the book.\n\n`).join("") + "It is teh last.\n";

test("a text that takes long tells how far it is, every ten seconds", async () => {
  expect(await toldOf(LONG, 0.05)).toEqual([
    "cloze: a.txt: 256 of 600 sentences are checked.\n",
    "cloze: a.txt: 512 of 600 sentences are checked.\n",
  ]);
});

test("a text that does not says nothing of itself", async () => {
  expect(await toldOf(LONG, 0.01)).toEqual([]);
  expect(await toldOf("This is teh page.", 60)).toEqual([]);
});

test("what takes too long to be read is counted, and none of it is checked", async () => {
  const parts = { scorer: createFakeScorer({ teh: "the" }), rules, thresholds, priors, lexicon };
  const file = { file: "a.md", parser: "markdown", settings: settingsWithout({ comments: false }) } as const;
  const checked = (inTime: InTime) => findingsIn("It is teh one.\n\nIt is teh other.\n", file, createChecker({ ...parts, inTime }), asDraft.contextOf); // prettier-ignore
  expect(await checked(untilDone)).toMatchObject({ slow: 0, findings: [{ original: "teh" }, { original: "teh" }] });
  expect(await checked(() => undefined)).toMatchObject({ slow: 2, findings: [], unchecked: 0 });
});
