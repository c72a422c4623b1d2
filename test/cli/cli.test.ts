import { execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mistake } from "../mistakes/mistakes.js";

const root = resolve(__dirname, "../..");
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cloze-cli-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function cloze(
  args: readonly string[],
  input: string | Buffer = "",
  program = join(root, "dist", "cli.js"),
): { status: number | null; out: string; error: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, "check", "--threads", "1", ...args], {
    input,
    encoding: "utf8",
  });
  return { status, out: stdout, error: stderr };
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const AGREEMENT = mistake("agreement");
const SPELLING = mistake("spelling");
const { source: WRONG, target: RIGHT } = AGREEMENT;
/** Column of the mistake, from 1. */
const COLUMN = AGREEMENT.start + 1;

describe("cloze check", () => {
  it("is silent on clean text and exits with 0", () => {
    expect(cloze([file("a.md", `# Title\n\n${RIGHT}\n`)])).toEqual({ status: 0, out: "", error: "" });
  });

  it("reports file, line and column, and exits with 1", () => {
    const path = file("a.md", `Fine.\r\n\r\n- ${WRONG}\r\n`);
    const { status, out } = cloze([path]);
    expect(status).toBe(1);
    expect(out.startsWith(`${path}:3:${String(COLUMN + 2)}: ${AGREEMENT.kind}: `)).toBe(true);
    expect(out).toContain(`“${AGREEMENT.original}” → “${AGREEMENT.fix}”`);
  });

  it("takes as many files as a shell names", () => {
    const paths = Array<string>(2_000).fill(file("a.md", `${WRONG}\n`));
    const { status, out, error } = cloze(paths);
    expect({ status, error }).toEqual({ status: 1, error: "" });
    expect(out.trimEnd().split("\n")).toHaveLength(paths.length);
  });

  it("writes JSON", () => {
    const { out } = cloze(["--format", "json", "-"], WRONG);
    const [{ file: name, findings }] = JSON.parse(out) as [
      { file: string; findings: { start: number; end: number; text: string; fixes: { text: string }[] }[] },
    ];
    expect(name).toBe("-");
    const { original, fix, start } = AGREEMENT;
    expect(findings).toMatchObject([{ start, end: start + original.length, text: original }]);
    expect(findings[0]?.fixes[0]?.text).toBe(fix);
  });

  it("reads the comments of code when asked to", () => {
    const path = file("a.py", `text = "${WRONG}"  # ${WRONG}\n`);
    expect(cloze(["--comments", "--fix", path]).status).toBe(1);
    expect(readFileSync(path, "utf8")).toBe(`text = "${WRONG}"  # ${RIGHT}\n`);
  });

  it("mends files in place", () => {
    const path = file("a.txt", `😀 ${WRONG}\n`);
    cloze(["--fix", path]);
    expect(readFileSync(path, "utf8")).toBe(`😀 ${RIGHT}\n`);
  });

  it("answers JSON lines in order", () => {
    const { out } = cloze(["--jsonl"], `{"id": "b", "text": "${WRONG}"}\n\n{"id": 1, "text": ""}\n`);
    const lines = out.trim().split("\n").map((line) => JSON.parse(line) as { id: unknown; fixed: string; findings: unknown[] }); // prettier-ignore
    expect(lines.map(({ id, fixed, findings }) => [id, fixed, findings.length])).toEqual([
      ["b", RIGHT, 1],
      [1, "", 0],
    ]);
  });
});

describe("in a repository", () => {
  it("does what .cloze.json and the dictionary say, unless it is told not to", () => {
    file(".cloze.json", '{ "categories": { "agreement": false }, "severity": { "spelling": "error" } }');
    file(".cloze-words.txt", `${SPELLING.original}\n`);
    const path = file("a.md", `${WRONG}\n\n${SPELLING.source}\n`);
    expect(cloze([path])).toEqual({ status: 0, out: "", error: "" });
    const { out } = cloze(["--no-config", "--format", "json", path]);
    const [{ findings }] = JSON.parse(out) as [{ findings: { text: string; severity: string }[] }];
    expect(findings.map(({ text, severity }) => [text, severity])).toEqual([
      [AGREEMENT.original, "information"],
      [SPELLING.original, "information"],
    ]);
  });

  it("checks the files of a folder that it can read, and leaves out what .cloze.json says", () => {
    file("picture.png", "");
    file(".cloze.json", '{ "ignoredFiles": ["b.md"] }');
    const paths = [file("a.md", WRONG), file("b.md", WRONG), file("c.typ", WRONG), file("d.py", `# ${WRONG}`)];
    const reported = (args: string[]) => cloze(args).out.split("\n").filter(Boolean).map((line) => line.slice(0, line.indexOf(":"))); // prettier-ignore
    expect(reported([folder])).toEqual([paths[0], paths[2]]);
    expect(reported(["--comments", folder])).toEqual([paths[0], paths[2], paths[3]]);
  });

  it("checks the other files where one cannot be read, and says so", () => {
    const path = file("a.md", WRONG);
    const { status, out, error } = cloze([join(folder, "missing.md"), path, file("b.png", "")]);
    expect(out.startsWith(`${path}:1:${String(COLUMN)}: ${AGREEMENT.kind}`)).toBe(true);
    expect(error).toContain(`cloze: ${join(folder, "missing.md")}: there is no such file.\n`);
    expect(error).toContain("b.png: Cloze does not know this kind of file");
    expect(status).toBe(2);
  });

  it("names a broken .cloze.json once, and checks all the same", () => {
    const config = file(".cloze.json", '{ "words": ["recieve" }');
    const { status, out, error } = cloze([file("a.md", WRONG), file("b.md", WRONG)]);
    expect(error).toBe(`cloze: The configuration ${config}: it is not JSON: comma expected in line 1.\n`);
    expect(out.trim().split("\n")).toHaveLength(2);
    expect(status).toBe(1);
  });
});

describe("bad input", () => {
  it.each([
    ["a line that is no JSON", ["--jsonl"], "{", "Line 1 is not JSON"],
    ["a line without text", ["--jsonl"], '{"id": 1}', "Line 1 needs a string"],
    ["a line that is not UTF-8", ["--jsonl"], Buffer.from('{"text": "caf\xe9"}', "latin1"), "Line 1 is not UTF-8"],
    ["a file beside --jsonl", ["--jsonl", "a.md"], "", "goes with no file"],
    ["a file that is not there", ["missing.md"], "", "missing.md: there is no such file"],
    ["a pattern that nothing fits", ["*.zzz"], "", "*.zzz: there is no such file"],
    ["a file of another kind", [join(root, "media", "icon.png")], "", "does not know this kind of file"],
    ["a file of code", [join(root, "src", "protocol.ts")], "", "with the option --comments"],
    ["text that is not UTF-8", ["-"], Buffer.from("caf\xe9", "latin1"), "standard input: this is neither UTF-8"],
    ["what is no text", ["-"], Buffer.from("a\0b"), "standard input: this is no text"],
    ["standard input by its name", ["/dev/stdin"], "text", "no file but a device, a pipe or a socket"],
    ["a device", ["/dev/zero"], "", "/dev/zero: this is no file but a device"],
    ["more threads than any machine has", ["--threads", "9999", "-"], "text", "It must be at most 64"],
    ["a folder that is no model", ["--model", "nowhere", "-"], "text", "nowhere"],
    ["an unknown sensitivity", ["--sensitivity", "wild", "-"], "text", "wild"],
  ])("%s: one clear line", (_, args, input, message) => {
    const { status, out, error } = cloze(args, input);
    expect(error).toContain(message);
    expect(error.trim().split("\n")).toHaveLength(1);
    expect(out).toBe("");
    expect(status).toBe(2);
  });

  it("says in a sentence that its reader has gone", async () => {
    const path = file("a.md", `${WRONG}\n\n`.repeat(50));
    const child = spawn(process.execPath, [join(root, "dist", "cli.js"), "check", "--threads", "1", path]);
    child.stdout.destroy();
    const error = text(child.stderr);
    const [status, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
    expect(await error).toBe("cloze: The output was closed before everything was written.\n");
    expect({ status, signal }).toEqual({ status: 2, signal: null });
  });

  it.runIf(existsSync("/dev/full"))(
    "says in a sentence that the output is full, and is silent where nobody listens",
    () => {
      const path = file("a.md", `${WRONG}\n`);
      const run = (redirection: string, ...args: string[]) =>
      spawnSync("sh", ["-c", `"$@" ${redirection}`, "sh", process.execPath, join(root, "dist", "cli.js"), "check", "--threads", "1", ...args, path], { encoding: "utf8" }); // prettier-ignore
      for (const args of [[], ["--format", "json"]])
      expect(run(">/dev/full", ...args)).toMatchObject({ status: 2, stdout: "", stderr: "cloze: There is no space left for the output.\n" }); // prettier-ignore
      expect(run("2>/dev/full", "missing.md")).toMatchObject({ status: 2, stderr: "", stdout: expect.stringContaining(AGREEMENT.original) as string }); // prettier-ignore
      expect(run(">&- 2>&-")).toMatchObject({ status: 1, stdout: "", stderr: "" });
    },
  );

  it("says what to do where the native runtime is missing, however busy the machine is", async () => {
    for (const name of ["cli.js", "sessionWorker.js"]) cpSync(join(root, "dist", name), join(folder, name));
    const run = promisify(execFile);
    const args = [
      join(folder, "cli.js"),
      "check",
      "--threads",
      "1",
      "--model",
      join(root, "model"),
      file("a.md", RIGHT),
    ];
    // Several at once: whether the answers of the thread come before its end depends on how busy the machine is.
    const ends = await Promise.allSettled(Array.from({ length: 8 }, () => run(process.execPath, args)));
    for (const end of ends) {
      const reason = end.status === "rejected" ? (end.reason as { code: number; stderr: string }) : undefined;
      expect(reason?.stderr).toContain("onnxruntime-node has no native library");
      expect(reason?.code).toBe(2);
    }
  });
});
