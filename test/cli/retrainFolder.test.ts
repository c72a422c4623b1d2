import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readFolder } from "../../src/cli/retrainFolder.js";

const program = resolve(__dirname, "../../dist/cli.js");
const model = resolve(__dirname, "../../model");
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cloze-retrain-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, text);
  return path;
}

function cloze(...args: string[]): { status: number | null; error: string } {
  const { status, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: "utf8", input: "" });
  return { status, error: stderr };
}

/** A guide in which a second commit corrects the verb. */
function commitCorrection(): void {
  const git = (...args: string[]) => execFileSync("git", ["-c", "user.name=W", "-c", "user.email=w@example.org", ...args], { cwd: folder }); // prettier-ignore
  git("init", "-q");
  for (const verb of ["need", "needs"]) {
    file("guide.md", `# Guide\n\nThe server ${verb} a port of its own to listen on.\n`);
    git("add", ".");
    git("commit", "-qm", `Write that it ${verb}`);
  }
}

describe("what a folder teaches", () => {
  it("is what its git history corrected", async () => {
    commitCorrection();
    expect((await readFolder(folder, model)).corrections).toMatchObject([
      {
        source: "The server need a port of its own to listen on.",
        target: "The server needs a port of its own to listen on.",
      },
    ]);
  });

  it("is the sentences of its own documents, without markup, code as code", async () => {
    file(
      "README.md",
      "# Short title\n\nRun `npm start` and *wait* for the page.\n\n```\nnot prose at all, just code\n```\n",
    );
    file("docs/a.txt", "This is the second page. It has two sentences.\n");
    file("docs/main.ts", "// This is a comment in a program.\n");
    file("node_modules/x/README.md", "Somebody else wrote this long sentence.\n");
    file(".hidden/notes.md", "Nobody should read this long sentence.\n");
    expect((await readFolder(folder, model)).prose).toEqual([
      "Run `code` and wait for the page.",
      "This is the second page.",
      "It has two sentences.",
    ]);
  });
});

describe("--write-data", () => {
  it.each(["--write-data", "--write-lessons"])("%s writes what the folder teaches, and learns nothing", (option) => {
    commitCorrection();
    const data = join(folder, "data.json");
    const { status, error } = cloze("retrain", folder, option, data);
    expect(error).toBe("1 sentences of prose, 1 corrections, 0 ignored findings\n");
    expect(status).toBe(0);
    expect(JSON.parse(readFileSync(data, "utf8"))).toMatchObject({
      prose: ["The server needs a port of its own to listen on."],
      corrections: [{ source: "The server need a port of its own to listen on.", origin: "git" }],
      ignored: [],
      words: [],
    });
  });
});

describe("bad input", () => {
  it.each([
    ["retrain without a place to write to", ["retrain", "."], "--out"],
    ["data to write and to learn from", ["retrain", ".", "--out", "x", "--write-data", "y"], "cannot be used with"],
    ["a time that is none", ["retrain", ".", "--out", "x", "--minutes", "soon"], "number of minutes"],
    ["a folder that is not there", ["retrain", "nowhere", "--out", "x"], "nowhere"],
    ["an adapter that is not there", ["check", "--adapter", "no.adapter", "-"], "no.adapter is missing"],
  ])("%s: one clear line", (_, args, message) => {
    const { status, error } = cloze(...args);
    expect(error).toContain(message);
    expect(error.trim().split("\n")).toHaveLength(1);
    expect(status).toBe(2);
  });

  it("names an adapter that is damaged", () => {
    const { status, error } = cloze("check", "--adapter", file("bad.adapter", "not an adapter"), "-");
    expect(error).toContain("bad.adapter is damaged");
    expect(status).toBe(2);
  });
});
