import { execFile, execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { packNpm } from "../../tools/npmPackages.mjs";

// Where a machine calls the command line: pre-commit, npm and GitHub Actions.

const root = resolve(import.meta.dirname, "../..");
let folder: string;
let project: string;

const git = (cwd: string, ...parameters: string[]): string =>
  execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@example.org", ...parameters], {
    cwd,
    encoding: "utf8",
  });
const write = (name: string, text: string): void => writeFileSync(join(project, name), text);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cloze-automation-"));
  project = join(folder, "project");
  mkdirSync(project);
  git(project, "init", "-q");
  write("old.md", "It is a old file.\n");
  git(project, "add", ".");
  git(project, "commit", "-q", "-m", "Begin");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The checkout as it is now, as a repository of one commit. @returns its folder */
function snapshot(): string {
  const copy = join(folder, "cloze");
  const files = git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0").filter(Boolean);
  for (const file of files) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
  git(copy, "init", "-q");
  git(copy, "add", ".");
  git(copy, "commit", "-q", "-m", "Snapshot");
  return copy;
}

it(
  "pre-commit sets it up, holds a commit with a mistake, and lets the mended one through",
  { timeout: 300_000 },
  async () => {
    const repo = snapshot();
    const rev = git(repo, "rev-parse", "HEAD").trim();
    write(".pre-commit-config.yaml", `repos:\n- repo: ${repo}\n  rev: ${rev}\n  hooks:\n  - id: cloze\n  - id: cloze-commit-message\n`); // prettier-ignore
    const env = { ...process.env, PRE_COMMIT_HOME: join(folder, "home") };
    const bin = join(root, ".venv/bin/pre-commit");
    execFileSync(bin, ["install", "-t", "pre-commit", "-t", "commit-msg"], { cwd: project, env });
    // Asynchronous: the first one takes half a minute, in which the runner wants to hear of us.
    const commit = (message: string): Promise<{ status: number; stderr: string }> =>
      new Promise((done) => {
        const parameters = ["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "-m", message];
        execFile("git", parameters, { cwd: project, env }, (error, _, stderr) => {
          done({ status: error ? 1 : 0, stderr });
        });
      });

    write("new.md", "This should throws an error.\n");
    git(project, "add", ".");
    const held = await commit("Add a file");
    expect(held.status).not.toBe(0);
    expect(held.stderr).toContain("new.md:1:13: verb-after-auxiliary: “throws” → “throw”");
    // What was there before and is not touched is nobody's affair now.
    expect(held.stderr).not.toContain("old.md");

    write("new.md", "This should throw an error.\n");
    git(project, "add", ".");
    const told = await commit("Add a file\n\nThis should throws an error.");
    expect(told.status).not.toBe(0);
    expect(told.stderr).toContain("COMMIT_EDITMSG:3:13: verb-after-auxiliary");
    expect(await commit("Add a file")).toMatchObject({ status: 0 });
    expect(git(project, "log", "--format=%s").trim().split("\n")).toEqual(["Add a file", "Begin"]);
  },
);

it(
  "is a package of npm that an empty project can use, with the native runtime and without",
  { timeout: 300_000 },
  async () => {
    const packages = join(folder, "packages");
    const platform = `${process.platform}-${process.arch}`;
    await packNpm(packages, [platform]);
    const [own, runtime] = [/^cloze-\d/u, /^cloze-editor-runtime-/u].map((name) => readdirSync(packages).find((file) => name.test(file))!); // prettier-ignore
    write("new.md", "This should throws an error.\n");
    const found = "new.md:1:13: verb-after-auxiliary: “throws” → “throw”";
    for (const names of [[own], [own, runtime]]) {
      const files = names.map((name) => join(packages, name!));
      writeFileSync(join(project, "package.json"), "{}");
      execFileSync("npm", ["install", "--offline", "--no-audit", "--no-fund", ...files], { cwd: project });
      const { status, stdout } = spawnSync("npx", ["--no-install", "cloze", "check", "new.md"], { cwd: project, encoding: "utf8" }); // prettier-ignore
      expect(stdout).toContain(found);
      expect(status).toBe(1);
      expect(existsSync(join(project, "node_modules/@cloze-editor", `runtime-${platform}`))).toBe(names.length > 1);
      rmSync(join(project, "node_modules"), { recursive: true });
      rmSync(join(project, "package-lock.json"), { force: true });
    }
  },
);

describe("the action", () => {
  interface Action {
    readonly inputs: Record<string, { readonly default: string }>;
    readonly runs: { readonly steps: readonly { readonly run: string; readonly env: Record<string, string> }[] };
  }

  /** Runs its steps as a runner does. @param event what the expressions in its defaults come to */
  function runAction(
    inputs: Record<string, string>,
    event: Record<string, string> = {},
  ): { status: number | null; out: string; summary: string } {
    // prettier-ignore
    const action = parse(readFileSync(join(root, "action.yml"), "utf8")) as Action;
    const summary = join(folder, "summary.md");
    writeFileSync(summary, "");
    const filled = (text: string, values: Record<string, string>): string => text.replace(/\$\{\{ (\S+) \}\}/gu, (_, name: string) => values[name] ?? ""); // prettier-ignore
    const given = Object.fromEntries(Object.entries(action.inputs).map(([name, input]) => [`inputs.${name}`, inputs[name] ?? filled(input.default, event)])); // prettier-ignore
    let out = "";
    let status: number | null = 0;
    for (const step of action.runs.steps) {
      const env = Object.fromEntries(Object.entries(step.env).map(([name, value]) => [name, filled(value, given)]));
      const ofRunner = { GITHUB_ACTION_PATH: root, GITHUB_STEP_SUMMARY: summary, RUNNER_TEMP: folder };
      const run = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", step.run], { cwd: project, env: { ...process.env, ...ofRunner, ...env }, encoding: "utf8" }); // prettier-ignore
      out += run.stdout;
      status = status === 0 ? run.status : status;
    }
    return { status, out, summary: readFileSync(summary, "utf8") };
  }

  it("annotates what a pull request changes, and writes a summary and a SARIF log", () => {
    const base = git(project, "rev-parse", "HEAD").trim();
    write("new.md", "This should throws an error.\n");
    git(project, "add", ".");
    git(project, "commit", "-q", "-m", "Change");
    const { status, out, summary } = runAction({}, { "github.event.pull_request.base.sha": base });
    expect(status).toBe(0);
    expect(out).toMatch(
      /^::notice file=new\.md,line=1,endLine=1,col=13,endColumn=19,title=Cloze%3A verb-after-auxiliary::/u,
    );
    expect(out).not.toContain("old.md");
    expect(summary).toContain("1 finding in 1 of 2 files.");
    const sarif = JSON.parse(readFileSync(join(project, "cloze.sarif"), "utf8")) as { runs: { results: { ruleId: string }[] }[] }; // prettier-ignore
    expect(sarif.runs[0]!.results.map(({ ruleId }) => ruleId)).toEqual(["verb-after-auxiliary"]);
  });

  it("reports everything elsewhere, fails the job where that is wanted, and always where something cannot be read", () => {
    const files = "old.md\n";
    expect(runAction({ files })).toMatchObject({ status: 0, out: expect.stringContaining("file=old.md") as string });
    expect(runAction({ files, fail: "true" }).status).toBe(1);
    expect(runAction({ files: "missing.md" }).status).toBe(2);
  });
});
