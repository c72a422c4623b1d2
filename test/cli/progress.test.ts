import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { complain, write } from "../../src/cli/output.js";
import { createProgress } from "../../src/cli/progress.js";

let shown = "";
beforeEach(() => {
  shown = "";
  const keep = (text: string | Uint8Array, done?: unknown): boolean => {
    shown += String(text);
    if (typeof done === "function") (done as () => void)();
    return true;
  };
  vi.spyOn(process.stderr, "write").mockImplementation(keep);
  vi.spyOn(process.stdout, "write").mockImplementation(keep);
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** What stands on a terminal on which this was written. */
function screen(): string[] {
  return shown.split("\n").map((line) => line.slice(line.lastIndexOf("\u001B[2K") + 1).replace(/^\[2K/u, ""));
}

it("stands at the foot of a terminal, below what is told, and goes in the end", async () => {
  const progress = createProgress({ isTTY: true, columns: 80 });
  progress.expect(4);
  await write("a.md:1:1: first\n");
  progress.fileDone("a.md");
  complain("b.md is missing.");
  progress.sentences("c.md", 256, 1_000);
  expect(screen()).toEqual([
    "a.md:1:1: first",
    "cloze: b.md is missing.",
    "█████░░░░░░░░░░░░░░░ 1 of 4 · c.md, sentence 256 of 1000",
  ]);
  progress.end();
  expect(screen().at(-1)).toBe("");
});

it("stands there once, though it moves on while a slow reader takes a line", async () => {
  let taken = (): void => undefined;
  vi.mocked(process.stdout.write).mockImplementation((text, done?: unknown) => {
    shown += String(text);
    taken = done as () => void;
    return true;
  });
  const progress = createProgress({ isTTY: true, columns: 80 });
  progress.expect(2);
  const writing = write("a.md:1:1: first\n");
  progress.fileDone("a.md");
  taken();
  await writing;
  expect(screen()).toEqual(["a.md:1:1: first", "██████████░░░░░░░░░░ 1 of 2 · a.md"]);
  progress.end();
});

it("is no wider than the terminal, whatever a file is called", () => {
  const progress = createProgress({ isTTY: true, columns: 40 });
  progress.expect(1);
  progress.fileDone(`${"long".repeat(30)}\u001B[31m.md`);
  expect(screen().at(-1)).toHaveLength(39);
  progress.end();
});

it("writes nothing of the kind where there is no terminal", () => {
  const progress = createProgress({ isTTY: false, columns: 80 });
  progress.expect(4);
  progress.fileDone("a.md");
  progress.end();
  expect(shown).toBe("");
});
