import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mistake } from "../mistakes/mistakes.js";

const root = resolve(import.meta.dirname, "../..");
const { source, target, original, start, kind } = mistake("agreement");
const hasNeovim = spawnSync("nvim", ["--version"]).status === 0;
const hasEmacs = spawnSync("emacs", ["--version"]).status === 0;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cloze-editors-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

// `.ci/run` installs it.
describe.skipIf(!hasNeovim)("Neovim", () => {
  it("shows what is wrong, offers a fix, and saves the mended text", async () => {
    const file = join(folder, "notes.md");
    writeFileSync(file, `# Notes\n\n${source}\n`);
    const script = join(root, "test/e2e/editors/neovim.lua");
    const env = { ...process.env, CLOZE_NODE: process.execPath, CLOZE_PROGRAM: join(root, "dist/cli.js") };
    const clean = ["--headless", "-u", "NONE", "-i", "NONE", "-n"];
    const { stdout } = await promisify(execFile)("nvim", [...clean, file, "-c", `luafile ${script}`], {
      ...{ cwd: folder, env, timeout: 180_000 },
    });
    const [{ diagnostics }] = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { diagnostics: object[] }) as [{ diagnostics: object[] }];
    expect(diagnostics).toMatchObject([
      { source: "Cloze", lnum: 2, col: start, end_col: start + original.length, code: kind },
    ]);
    expect(readFileSync(file, "utf8")).toBe(`# Notes\n\n${target}\n`);
  });
});

describe.skipIf(!hasEmacs)("Emacs", () => {
  it("shows what is wrong, offers a fix, and saves the mended text", async () => {
    const file = join(folder, "notes.txt");
    writeFileSync(file, `${source}\n`);
    const script = join(root, "test/e2e/editors/emacs.el");
    const env = { ...process.env, CLOZE_NODE: process.execPath, CLOZE_PROGRAM: join(root, "dist/cli.js"), CLOZE_FILE: file }; // prettier-ignore
    const { stdout } = await promisify(execFile)("emacs", ["--batch", "--load", script], { cwd: folder, env, timeout: 180_000 }); // prettier-ignore
    // Its places count from 1.
    const found = JSON.parse(stdout.trim().split("\n")[0]!) as object;
    expect(found).toMatchObject({ begin: start + 1, end: start + original.length + 1, text: expect.stringContaining(kind) as string }); // prettier-ignore
    expect(readFileSync(file, "utf8")).toBe(`${target}\n`);
  });
});
