import { appendFile, chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  createDecisionFile,
  dataFromDecisions,
  type Decision,
  type DecisionFile,
  parseDecision,
} from "../../../src/training/collect/decisions.js";

const at = "2025-06-01T10:00:00.000Z";
const accepted: Decision = { kind: "accepted", at, source: "We recieve it.", target: "We receive it." };
const byHand: Decision = { kind: "byHand", at, source: "We recieve it.", target: "We get it." };
const place = { kind: "ignored", at, text: "We grep it.", start: 3, end: 7 } satisfies Decision;
const ignored: Decision = { ...place, fix: "grip" };

let folder: string;
let path: string;
let file: DecisionFile;
let warnings: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cloze-"));
  path = join(folder, "storage", "decisions.jsonl");
  warnings = [];
  file = createDecisionFile(path, (message) => warnings.push(message));
});
afterEach(() => rm(folder, { recursive: true }));

test("what is remembered is there again", async () => {
  expect(await file.read()).toEqual([]);
  await Promise.all([accepted, byHand, ignored].map((decision) => file.append(decision)));
  expect(await file.read()).toEqual([accepted, byHand, ignored]);
  expect(warnings).toEqual([]);
  expect((await readFile(path, "utf8")).split("\n")).toHaveLength(4);
});

test("the file is the writer's alone, also where an older version has left it open", async () => {
  await file.append(accepted);
  expect((await stat(path)).mode & 0o077).toBe(0);
  await chmod(path, 0o644);
  await file.append(byHand);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  await chmod(path, 0o644);
  await file.append({ ...ignored, at: "2020-01-01T10:00:00.000Z" });
  await file.tidy(new Date(at));
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test("a line cut off by a crash costs itself and nothing else", async () => {
  await file.append(accepted);
  await appendFile(path, JSON.stringify(byHand).slice(0, 40));
  await file.append(ignored);
  expect(await file.read()).toEqual([accepted, ignored]);
  expect(warnings).toEqual([expect.stringMatching(/lines are no decisions and are not used: 2\.$/)]);
  expect(warnings.join()).not.toContain("recieve");
});

test.each([
  ["{"],
  ["null"],
  ["[]"],
  [JSON.stringify({ ...accepted, at: "yesterday" })],
  [JSON.stringify({ ...accepted, target: accepted.source })],
  [JSON.stringify({ ...accepted, target: 5 })],
  [JSON.stringify({ ...ignored, end: 99 })],
  [JSON.stringify({ ...ignored, start: 1.5 })],
  [JSON.stringify({ ...ignored, start: 5, end: 4 })],
  [JSON.stringify({ ...ignored, fix: null })],
  [JSON.stringify({ ...ignored, kind: "other" })],
])("%s is no decision", (line) => {
  expect(parseDecision(line)).toBeUndefined();
});

test("a place may be empty, and at the end of its text", () => {
  const gap = { ...place, start: place.text.length, end: place.text.length };
  expect(parseDecision(JSON.stringify(gap))).toEqual(gap);
});

test("what is too long to learn from is not written, and empty lines are not told of", async () => {
  await file.append({ ...accepted, source: `${"a".repeat(5_000)}.` });
  expect(await file.read()).toEqual([]);
  await file.append(accepted);
  await appendFile(path, "\n  \n");
  expect(await file.read()).toEqual([accepted]);
  expect(warnings).toEqual([]);
});

test("a file of which nothing has to go is not written anew", async () => {
  await file.append(accepted);
  await appendFile(path, "\r\nbroken");
  const before = await readFile(path, "utf8");
  await file.tidy(new Date(accepted.at));
  expect(await readFile(path, "utf8")).toBe(before);
});

test("what is no file is told of, but for one that is not there", async () => {
  await mkdir(path, { recursive: true });
  await expect(file.read()).rejects.toMatchObject({ name: "FileProblem" });
});

test("what is over 180 days old, or beyond the five thousandth, is let go; a broken line is not", async () => {
  const now = new Date("2025-12-15T00:00:00.000Z");
  const recent = { ...accepted, at: "2025-12-01T00:00:00.000Z" };
  await file.append(accepted);
  await appendFile(path, "broken\n");
  await file.append(recent);
  await file.tidy(now);
  expect(await readFile(path, "utf8")).toBe(`broken\n${JSON.stringify(recent)}\n`);

  await writeFile(path, `${JSON.stringify(recent)}\n`.repeat(5_010));
  await file.tidy(now);
  expect(await file.read()).toHaveLength(5_000);
});

test("erased is gone, and what comes after it is kept", async () => {
  await file.append(accepted);
  await file.erase();
  expect(await file.read()).toEqual([]);
  await file.append(ignored);
  expect(await file.read()).toEqual([ignored]);
});

test("two windows that write at once lose no line", async () => {
  const other = createDecisionFile(path, (message) => warnings.push(message));
  await Promise.all(Array.from({ length: 40 }, (_, index) => (index % 2 ? file : other).append(accepted)));
  expect(await file.read()).toHaveLength(40);
  expect(warnings).toEqual([]);
});

test("a folder that cannot be written is an error, and the next decision gets its chance", async () => {
  await writeFile(join(folder, "storage"), "a file where the folder should be");
  await expect(file.append(accepted)).rejects.toThrow();
  await rm(join(folder, "storage"));
  await file.append(accepted);
  expect(await file.read()).toEqual([accepted]);
});

test("decisions are lessons", () => {
  expect(dataFromDecisions([accepted, byHand, ignored])).toEqual({
    corrections: [
      { source: "We recieve it.", target: "We receive it.", origin: "accepted" },
      { source: "We recieve it.", target: "We get it.", origin: "byHand" },
    ],
    ignored: [{ text: "We grep it.", start: 3, end: 7, fix: "grip" }],
  });
  expect(dataFromDecisions([place]).ignored).toEqual([{ text: "We grep it.", start: 3, end: 7 }]);
});
