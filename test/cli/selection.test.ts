import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mistake } from "../mistakes/mistakes.js";
import { cloze, PATIENCE, type Run } from "./runCloze.js";

const KNOWN = mistake("agreement");
const { source: OLD, original, fix } = KNOWN;
const ADDED = mistake("agreement", 1);
const NEW = ADDED.source;
/** Columns, from 1. */
const [OLD_AT, NEW_AT] = [KNOWN, ADDED].map(({ start }) => start + 1) as [number, number];
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cloze-selection-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): void {
  mkdirSync(join(folder, name, ".."), { recursive: true });
  writeFileSync(join(folder, name), text);
}

const run = (...args: string[]): Run => cloze(args, { cwd: folder });
const git = (...args: string[]): void => {
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", ...args], {
    cwd: folder,
    stdio: "ignore",
  });
};

describe("cloze check", { timeout: PATIENCE }, () => {
  it("reports with --changed-since what differs from that commit only, wherever it stands", () => {
    git("init", "-q");
    write("a.md", `${OLD}\n`);
    write("b.md", `${OLD}\n`);
    git("add", ".");
    git("commit", "-qm", "One");
    git("tag", "base");
    write("a.md", `# Moved\n\n${NEW}\n\n${OLD}\n`);
    write("new.md", `${OLD}\n`);
    git("add", ".");
    git("commit", "-qm", "Two");
    const { status, out, error } = run("--changed-since", "base", ".");
    expect({ status, error }).toEqual({ status: 1, error: "" });
    expect(out.split("\n").map((line) => line.replace(/ .*/u, ""))).toEqual([
      `a.md:3:${String(NEW_AT)}:`,
      `new.md:1:${String(OLD_AT)}:`,
      "",
    ]);
    expect(run("--changed-since", "HEAD", ".")).toEqual({ status: 0, out: "", error: "" });
    expect(run("--changed-since", "nowhere", ".")).toEqual({
      ...{ status: 2, out: "" },
      error: "cloze: git knows no commit “nowhere” here.\n",
    });
  });

  it("leaves out with --baseline what was there when it was written, though it has moved", () => {
    write("a.md", `${OLD}\n`);
    expect(run("--write-baseline", "known.json", ".")).toEqual({ status: 0, out: "", error: "" });
    expect(readFileSync(join(folder, "known.json"), "utf8")).not.toContain(original);
    expect(run("--baseline", "known.json", ".")).toEqual({ status: 0, out: "", error: "" });
    write("a.md", `# Title\n\n${NEW}\n\n- ${OLD}\n`);
    const { status, out } = run("--baseline", "known.json", ".");
    expect(status).toBe(1);
    expect(out.trimEnd().split("\n")).toEqual([
      expect.stringMatching(`^a\\.md:3:${String(NEW_AT)}: .*“${ADDED.original}” → “${ADDED.fix}”`),
    ]);
  });

  it.each([
    ["is none", "{}", "known.json: this is no baseline that --write-baseline has written."],
    ["is no JSON", "[", "known.json: this is no baseline that --write-baseline has written."],
    ["is missing", undefined, "known.json: there is no such file."],
  ])("says so where the baseline %s", (_, text, problem) => {
    write("a.md", `${OLD}\n`);
    if (text !== undefined) write("known.json", text);
    expect(run("--baseline", "known.json", "a.md")).toEqual({ status: 2, out: "", error: `cloze: ${problem}\n` });
  });

  it("reports at most as many findings as --max-findings allows, and counts the rest", () => {
    write("a.md", `${OLD}\n\n${NEW}\n\n${OLD}\n`);
    const { status, out, error } = run("--max-findings", "1", "a.md");
    expect({ status, lines: out.trimEnd().split("\n").length }).toEqual({ status: 1, lines: 1 });
    expect(error).toBe("cloze: 2 findings more: --max-findings leaves them out.\n");
  });

  it("takes patterns, and passes over what .clozeignore names", () => {
    for (const name of ["a.md", "docs/b.md", "docs/deep/c.md", "docs/deep/c.txt", "docs/old/d.md"])
      write(name, `${OLD}\n`);
    write(".clozeignore", "old/\n");
    const files = (pattern: string): string[] =>
      run(pattern)
        .out.trimEnd()
        .split("\n")
        .map((line) => line.split(":")[0]!);
    expect(files("docs/**/*.md")).toEqual(["docs/b.md", "docs/deep/c.md"]);
    expect(files("*.{md,txt}")).toEqual(["a.md"]);
    expect(run("docs/*.zzz")).toMatchObject({
      status: 2,
      error: expect.stringContaining("none that it matches") as string,
    });
  });

  it("writes what other programs read, the same each time", () => {
    write("a.md", `${OLD}\n`);
    const sarif = JSON.parse(run("--format", "sarif", "a.md").out) as { runs: [{ results: { ruleId: string }[] }] };
    expect(sarif.runs[0].results.map(({ ruleId }) => ruleId)).toEqual([KNOWN.kind]);
    expect(sarif).toMatchObject({ runs: [{ tool: { driver: { properties: { modelSha256: expect.stringMatching(/^[0-9a-f]{64}$/u) as string } } } }] }); // prettier-ignore
    const columns = `col=${String(OLD_AT)},endColumn=${String(OLD_AT + original.length)}`;
    expect(run("--format", "github", "a.md").out).toContain(`::notice file=a.md,line=1,endLine=1,${columns},`);
    expect(run("--format", "junit", "a.md").out).toContain('failures="1"');
    expect(run("--format", "full", "a.md")).toMatchObject({
      out: expect.stringContaining(
        `1 | ${OLD}\n  | ${" ".repeat(KNOWN.start)}${"^".repeat(original.length)} ${fix}\n`,
      ) as string,
      error: "cloze: 1 finding in 1 of 1 file.\n",
    });
    const reported = run("--format", "concise", "--report", "json=out.json", "--report", "markdown=out.md", "a.md");
    expect(reported.out.startsWith(`a.md:1:${String(OLD_AT)}: ${KNOWN.kind}: `)).toBe(true);
    expect(JSON.parse(readFileSync(join(folder, "out.json"), "utf8"))).toMatchObject([{ file: "a.md", findings: [{ kind: KNOWN.kind }] }]); // prettier-ignore
    expect(readFileSync(join(folder, "out.md"), "utf8")).toContain(`| a.md:1 | ${KNOWN.kind} |`);
    expect(run("--report", "json=no/out.json", "a.md")).toMatchObject({
      status: 2,
      error: expect.stringContaining("no/out.json") as string,
    });
    expect(run("--report", "xml=out", "a.md").status).toBe(2);
    expect(run("--format", "sarif", "a.md").out).toBe(run("--format", "sarif", "a.md").out);
  });
});
