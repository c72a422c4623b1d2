import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { LocatedFinding } from "../../src/cli/locatedFindings.js";
import { createSelection, writeBaseline } from "../../src/cli/selection.js";
import type { Finding } from "../../src/grammar/findings.js";

let path: string;
beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), "cloze-baseline-")), "baseline.json");
});
afterEach(() => {
  rmSync(join(path, ".."), { recursive: true });
});

const everything = { hints: false, changedSince: "", baseline: "", maxFindings: 9 };
const located = (...keys: string[]): LocatedFinding[] => keys.map((key) => ({ key })) as LocatedFinding[];

it("findings that a baseline has are left out, those behind the limit are counted", async () => {
  await writeBaseline(path, located("b", "a", "b"));
  expect(JSON.parse(readFileSync(path, "utf8"))).toEqual({ version: 1, findings: ["a", "b"] });
  const selection = await createSelection({ ...everything, baseline: path, maxFindings: 3 });
  expect(selection.take(located("a", "c", "b", "d"))).toEqual(located("c", "d"));
  expect(selection.left).toBe(0);
  expect(selection.take(located("e", "a", "f", "g"))).toEqual(located("e"));
  expect(selection.take(located("h"))).toEqual([]);
  expect(selection.left).toBe(3);
});

it("with --changed-since only what has changed is wanted, and hints are where they are asked for", async () => {
  const of = (tier: string, context: string) => ({ tier, context }) as Finding;
  const all = [of("sure", "draft"), of("sure", "published"), of("perhaps", "draft")];
  const wanted = async (options: Partial<typeof everything>) => all.map((await createSelection({ ...everything, ...options })).isWanted); // prettier-ignore
  expect(await wanted({})).toEqual([true, true, false]);
  expect(await wanted({ hints: true })).toEqual([true, true, true]);
  expect(await wanted({ changedSince: "HEAD" })).toEqual([true, false, false]);
  expect(await wanted({ changedSince: "HEAD", hints: true })).toEqual([true, false, true]);
});

it.each(["{", '{"version":2,"findings":[]}', '{"version":1}', '{"version":1,"findings":["a",1]}', "{}"])(
  "%s is no baseline",
  async (text) => {
    writeFileSync(path, text);
    await expect(createSelection({ ...everything, baseline: path })).rejects.toThrow("this is no baseline");
  },
);
