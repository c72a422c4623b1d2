import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createProseReader } from "../../../src/grammar/proseReader.js";
import { createGit, gitProblem } from "../../../src/training/collect/gitHistory.js";
import { changedSentences } from "../../../src/training/collect/gitHistory.js";
import { correctionsFromHistory, historyLimits } from "../../../src/training/collect/gitHistory.js";
import { isCorrection } from "../../../src/training/collect/isCorrection.js";
import { rules } from "../../grammar/rules.js";

const { signal } = new AbortController();
const reader = createProseReader(rules);
let repository: string;

function run(...args: string[]): void {
  const identity = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
  execFileSync("git", ["-C", repository, ...identity, ...args], { stdio: "ignore" });
}

/** Writes the files and commits them. */
function commit(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(repository, name)), { recursive: true });
    writeFileSync(join(repository, name), text);
  }
  run("add", "--all");
  run("commit", "--quiet", "--message", "Change it");
}

const page = (sentence: string): string => `# Guide\n\nRead this before you begin. ${sentence} There is more below.\n`;
const list = (verb: string): string =>
  ["one", "two", "three", "four"].map((item) => `- Item ${item} is ${verb} by the server itself.\n`).join("");

beforeAll(() => {
  repository = mkdtempSync(join(tmpdir(), "cloze-"));
  run("init", "--quiet");
  // What adds much text, or is data, is left out for its size, whatever it mends.
  const more = "Here are many more words of it. ".repeat(30);
  const data = "12345678 ".repeat(25_000);
  commit({ "grown.md": page("We recieve it by then."), "data.md": `${page("We recieve all of it.")}\n${data}` });
  commit({
    "grown.md": page(`We receive it by then. ${more}`),
    "data.md": `${page("We receive all of it.")}\n${data}`,
  });
  commit({
    "docs/guide.md": page("You will recieve a *message* from\n`serve` soon."),
    "code.ts": "// You will recieve a message from it soon.\n",
    "list.md": list("handeled"),
    "ünï.md": page("This opens an dialog with two tabs."),
    "war.md": page("The data is read from the disk."),
  });
  commit({ "docs/guide.md": page("You will receive a *message* from\n`serve` soon.") });
  commit({ "code.ts": "// You will receive a message from it soon.\n" });
  commit({ "docs/guide.md": page("You will receive a *message* from\n`serve` version 4 soon.") });
  commit({ "list.md": list("handled") });
  commit({ "ünï.md": page("This opens a dialog with two tabs.") });
  commit({ "war.md": page("The data are read from the disk.") });
  commit({ "war.md": page("The data is read from the disk.") });
  renameSync(join(repository, "docs/guide.md"), join(repository, "docs/manual.md"));
  commit({ "docs/manual.md": page("You will receives a *message* from\n`serve` version 4 soon.") });
});
afterAll(() => rmSync(repository, { recursive: true }));

test("commits that mended a few words of prose, the newest first; no code, renamings, versions or disputes", async () => {
  expect(await correctionsFromHistory(createGit(repository, signal), reader, signal)).toEqual([
    { source: "This opens an dialog with two tabs.", target: "This opens a dialog with two tabs.", origin: "git" },
    {
      source: "You will recieve a message from `…` soon.",
      target: "You will receive a message from `…` soon.",
      origin: "git",
    },
  ]);
});

test("a folder of the repository has only its own history", async () => {
  const found = await correctionsFromHistory(createGit(join(repository, "docs"), signal), reader, signal);
  expect(found.map(({ source }) => source)).toEqual(["You will recieve a message from `…` soon."]);
});

test.each([
  ["corrections", { ...historyLimits, corrections: 1 }, 1],
  ["commits", { ...historyLimits, commits: 3 }, 1],
  ["changes", { ...historyLimits, changes: 0 }, 0],
  ["time", { ...historyLimits, time: 0 }, 0],
])("the limit of %s holds", async (_, limits, count) => {
  expect(await correctionsFromHistory(createGit(repository, signal), reader, signal, limits)).toHaveLength(count);
});

test("without a repository, and without git, the writer is told", async () => {
  const folder = mkdtempSync(join(tmpdir(), "cloze-"));
  const error = await createGit(folder, signal)(["log"]).catch((thrown: unknown) => thrown);
  expect(gitProblem(error)).toBe("This folder has no git history to learn from.");
  expect(gitProblem(Object.assign(new Error(), { code: "ENOENT" }))).toMatch(/^Git is not installed/u);
  rmSync(folder, { recursive: true });
});

test("of a history that cannot be read the writer is told why, as far as that is known", () => {
  const failed = (code: unknown) => gitProblem(Object.assign(new Error(), { code }));
  expect(failed("ERR_CHILD_PROCESS_STDIO_MAXBUFFER")).toBe("The git history is too large to be read.");
  for (const problem of [failed(1), gitProblem(new Error()), gitProblem("128"), gitProblem({ code: "ENOENT" })])
    expect(problem).toBe("The git history cannot be read.");
});

test("a sentence became the one in its place, where as many went as came, and not too many", () => {
  expect(changedSentences(["a.", "b.", "c."], ["a.", "x.", "c."])).toEqual([{ source: "b.", target: "x." }]);
  expect(changedSentences(["a.", "b.", "c."], ["a.", "x.", "y.", "c."])).toEqual([]);
  expect(changedSentences(["a.", "b.", "c."], ["a.", "c.", "x."])).toEqual([]);
  expect(changedSentences(["a.", "b."], ["x.", "b.", "y."])).toEqual([{ source: "a.", target: "x." }]);
  const document = (word: string, count: number) => Array.from({ length: count }, (_, at) => `${word} ${String(at)}.`);
  expect(changedSentences(document("old", 40), document("new", 40))).toHaveLength(40);
  expect(changedSentences(document("old", 41), document("new", 41))).toEqual([]);
});

test("it can be stopped", async () => {
  const stop = new AbortController();
  stop.abort();
  await expect(correctionsFromHistory(createGit(repository, stop.signal), reader, stop.signal)).rejects.toThrow(
    /abort/u,
  );
});

describe("a commit that writes everything anew", () => {
  const SENTENCES = 4_000;
  const text = (word: string): string =>
    Array.from({ length: SENTENCES }, (_, at) => `The ${word} number ${String(at)} is here.\n\n`).join("");

  beforeAll(() => {
    for (let at = 0; at < 4; at++) {
      commit(Object.fromEntries([0, 1, 2].map((file) => [`large${String(file)}.md`, text(`thing${String(at)}`)])));
    }
  });

  test("costs a time that grows with its size, not with the square of it", () => {
    const sentences = (word: string): string[] =>
      Array.from({ length: SENTENCES }, (_, at) => `${word} ${String(at)}.`);
    const tokens = (word: string): string => sentences(word).join(" ").replaceAll(".", "");
    const start = performance.now();
    expect(changedSentences(sentences("Old"), sentences("New"))).toEqual([]);
    expect(isCorrection(tokens("old"), sentences("new").join(" "))).toBe(false);
    // Without a limit it took minutes.
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  test("leaves others their turn on the thread, and is stopped at once", async () => {
    const stop = new AbortController();
    const reading = correctionsFromHistory(createGit(repository, stop.signal), reader, stop.signal);
    const outcome = reading.then(() => "done", () => "stopped"); // prettier-ignore
    const delays: number[] = [];
    for (let turn = 0; turn < 10; turn++) {
      const before = performance.now();
      await setTimeout(50);
      delays.push(performance.now() - before - 50);
    }
    stop.abort();
    const before = performance.now();
    expect(await outcome).toBe("stopped");
    // One text of 130 kB is read between two turns. To compare two of them without a limit took minutes.
    expect(Math.max(performance.now() - before, ...delays)).toBeLessThan(5_000);
  });
});
