import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readFolder } from "../../src/cli/retrainFolder.js";
import type { TrainingData } from "../../src/training/types.js";

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

interface Run {
  readonly status: number | null;
  readonly out: string;
  readonly error: string;
}

async function cloze(...args: string[]): Promise<Run> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(child, "exit") as Promise<[number | null]>;
  const [out, error, [status]] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { status, out, error };
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
      "Run `…` and wait for the page.",
      "This is the second page.",
      "It has two sentences.",
    ]);
  });
});

describe("--write-data", () => {
  it.each(["--write-data", "--write-lessons"])(
    "%s writes what the folder teaches, and learns nothing",
    async (option) => {
      commitCorrection();
      const data = join(folder, "data.json");
      const { status, error } = await cloze("retrain", folder, option, data);
      expect(error).toBe("1 sentences of prose, 1 corrections, 0 ignored findings\n");
      expect(status).toBe(0);
      expect(JSON.parse(readFileSync(data, "utf8"))).toMatchObject({
        prose: ["The server needs a port of its own to listen on."],
        corrections: [{ source: "The server need a port of its own to listen on.", origin: "git" }],
        ignored: [],
        words: [],
      });
    },
  );
});

const THINGS = ["build", "page", "file", "test", "report", "guide", "tool", "server", "model", "table", "list", "plan"];
const PROSE = THINGS.flatMap((thing) => [
  `We wrote the ${thing} in a week.`,
  `Each ${thing} has a name.`,
  `The ${thing} is old.`,
]);

/** With the least time that there is: no step of the gradient, everything else. */
async function learnFrom(data: Pick<TrainingData, "prose" | "corrections">): Promise<Run & { adapter: string }> {
  const path = file("data.json", JSON.stringify({ ...data, ignored: [], words: [] }));
  const adapter = join(folder, "learnt.adapter");
  return { ...(await cloze("retrain", "--data", path, "--out", adapter, "--minutes", "0.01")), adapter };
}

describe("--out", () => {
  it("writes a model that is kept; check --adapter finds with it what was learnt, and what it found before", async () => {
    const corrections = THINGS.map((thing) => ({
      source: `Please utilise the new ${thing} from today on.`,
      target: `Please use the new ${thing} from today on.`,
      origin: "byHand" as const,
    }));
    const { status, out, adapter } = await learnFrom({ prose: PROSE, corrections });
    expect(out).toMatch(/^The new model agrees with more of your decisions \(0 → 12\)/u);
    expect(status).toBe(0);
    const page = file("page.md", "Please utilise the new door from today on. We will recieve it.\n");
    expect((await cloze("check", page)).out.match(/“[^”]+” → “[^”]+”/gu)).toEqual(["“recieve” → “receive”"]);
    const learnt = (await cloze("check", "--adapter", adapter, page)).out;
    expect(learnt.match(/“[^”]+” → “[^”]+”/gu)).toEqual(["“utilise” → “use”", "“recieve” → “receive”"]);
  }, 900_000);

  it("writes nothing where the model is refused, and says why", async () => {
    const { status, out, adapter } = await learnFrom({ prose: PROSE, corrections: [] });
    expect(out).toMatch(/^The new model was no better on what was held out of this project/u);
    expect(status).toBe(1);
    expect(existsSync(adapter)).toBe(false);
  }, 900_000);
});

describe("bad input", () => {
  it.each([
    ["retrain without a place to write to", ["retrain", "."], "--out"],
    ["data to write and to learn from", ["retrain", ".", "--out", "x", "--write-data", "y"], "cannot be used with"],
    ["a time that is none", ["retrain", ".", "--out", "x", "--minutes", "soon"], "number of minutes"],
    ["a folder that is not there", ["retrain", "nowhere", "--out", "x"], "nowhere"],
    ["an adapter that is not there", ["check", "--adapter", "no.adapter", "-"], "no.adapter is missing"],
  ])("%s: one clear line", async (_, args, message) => {
    const { status, error } = await cloze(...args);
    expect(error).toContain(message);
    expect(error.trim().split("\n")).toHaveLength(1);
    expect(status).toBe(2);
  });

  it("names an adapter that is damaged", async () => {
    const { status, error } = await cloze("check", "--adapter", file("bad.adapter", "not an adapter"), "-");
    expect(error).toContain("bad.adapter is damaged");
    expect(status).toBe(2);
  });
});
