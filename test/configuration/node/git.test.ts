import { execFileSync } from "node:child_process";
import { appendFileSync, existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type GitArguments, runGit, silencedSettings } from "../../../src/configuration/node/git.js";
import { createProseReader } from "../../../src/grammar/proseReader.js";
import { collect } from "../../../src/training/collect/collect.js";
import { rules } from "../../grammar/rules.js";
import {
  createRepository,
  createTemplate,
  folder,
  marker,
  MISSING,
  plainGit,
  plants,
  program,
  removeRepository,
  template,
  top,
} from "./hostileConfiguration.js";

// prettier-ignore

/** For every subcommand that may be run, what the callers ask for and more. */
const calls: Readonly<Record<GitArguments[0], readonly GitArguments[]>> = {
  "cat-file": [["cat-file", "--batch"], ["cat-file", "--batch-check"], ["cat-file", "commit", "HEAD"], ["cat-file", "-p", MISSING], ["cat-file", "blob", "HEAD:./guide.md"]],
  config: [["config", "--list"]],
  diff: [["diff", "HEAD"], ["diff", "-U0", "HEAD", "--", "guide.md"], ["diff", "--stat"], ["diff", "HEAD~1"]],
  log: [["log", "--raw", "--format=%H", "--", "."], ["log", "-p"], ["log", "--show-signature", "--no-show-signature"]],
  "ls-files": [["ls-files", "-z", "--cached", "--others", "--exclude-standard"], ["ls-files", "--modified"], ["ls-files", "--error-unmatch", "guide.md"]],
  "rev-parse": [["rev-parse", "--show-toplevel"], ["rev-parse", "--verify", "--quiet", "--end-of-options", "HEAD^{commit}"], ["rev-parse", "HEAD"], ["rev-parse", "--is-inside-work-tree"]],
}; // prettier-ignore

/** Runs each; whether one fails, as it must where an object is missing, is not what is asked here. */
async function makeEveryCall(at: string): Promise<void> {
  const input = `${plainGit(["rev-parse", "HEAD:guide.md"])}\n${MISSING}\n`;
  for (const args of Object.values(calls).flat()) await runGit(at, args, { input }).catch(() => undefined);
  const { signal } = new AbortController();
  await collect({ folders: [at], reader: createProseReader(rules), decisions: [], words: [], signal });
}

beforeAll(createTemplate);
afterAll(() => rmSync(top, { recursive: true }));
beforeEach(createRepository);
afterEach(() => {
  vi.unstubAllEnvs();
  removeRepository();
});

describe("a program that a repository names", () => {
  const provoked = plants.filter(({ provocation }) => provocation !== undefined);
  test.each(provoked)("plain git runs it: $name", ({ plant, provocation, input, below = "." }) => {
    plant();
    rmSync(marker, { force: true });
    plainGit(provocation!, { cwd: join(folder, below), ...(input === undefined ? {} : { input }) });
    expect(existsSync(marker)).toBe(true);
  });

  test.each(plants)("no call of ours runs it: $name", async ({ plant, below = "." }) => {
    plant();
    rmSync(marker, { force: true });
    await makeEveryCall(join(folder, below));
    expect(existsSync(marker)).toBe(false);
  });

  test("nor all of them together", async () => {
    for (const { plant } of plants) plant();
    rmSync(marker, { force: true });
    await makeEveryCall(folder);
    expect(existsSync(marker)).toBe(false);
  });

  test.each([
    ["an equals sign", "a=b", Buffer.from("a=b")],
    ["bytes that are no letters", "\\377", Buffer.from([0xff])],
  ])("git is not run where its name cannot be overridden: %s", async (_, __, name) => {
    const quoted = Buffer.concat([Buffer.from('[filter "'), name, Buffer.from(`"]\n\tclean = ${program}\n`)]);
    appendFileSync(join(folder, ".git", "config"), quoted);
    writeFileSync(
      join(folder, ".gitattributes"),
      Buffer.concat([Buffer.from("*.md filter="), name, Buffer.from("\n")]),
    );
    plainGit(["diff", "HEAD"]);
    expect(existsSync(marker)).toBe(true);
    rmSync(marker);
    await expect(runGit(folder, ["diff", "HEAD"])).rejects.toThrow("in an odd way");
    await makeEveryCall(folder);
    expect(existsSync(marker)).toBe(false);
  });
});

test("every setting that holds a program under a name is silenced, and no other is touched", () => {
  const names = ["filter.x.clean", "filter.x.smudge", "filter.x.process", "filter.x.required", "hook.a.b.command", "gpg.ssh.program", "gpg.ssh.defaultkeycommand", "gpg.x509.program", "merge.x.driver", "credential.https://example.com.helper", "user.name", "core.excludesfile", "filter.x.other", "diff.algorithm"]; // prettier-ignore
  expect(silencedSettings(Buffer.from(names.join("\0")))).toEqual([
    "filter.x.clean=", "filter.x.smudge=", "filter.x.process=", "filter.x.required=false", "hook.a.b.command=", "gpg.ssh.program=", "gpg.ssh.defaultkeycommand=", "gpg.x509.program=", "merge.x.driver=", "credential.https://example.com.helper=",
  ]); // prettier-ignore
});

describe("the environment", () => {
  test("of a git hook, or of a linked worktree, does not lead to another repository", async () => {
    writeFileSync(join(folder, "own.md"), "Text.\n");
    const args = ["ls-files", "--cached", "--others"] as const;
    const before = (await runGit(folder, args)).toString();
    vi.stubEnv("GIT_DIR", join(template, ".git"));
    vi.stubEnv("GIT_WORK_TREE", template);
    vi.stubEnv("GIT_INDEX_FILE", join(top, "no-index"));
    vi.stubEnv("GIT_OBJECT_DIRECTORY", join(top, "no-objects"));
    vi.stubEnv("GIT_CEILING_DIRECTORIES", top);
    expect((await runGit(folder, args)).toString()).toBe(before);
    expect(before).toContain("own.md");
  });

  test("starts no program", async () => {
    for (const name of [
      "GIT_EXTERNAL_DIFF",
      "GIT_SSH_COMMAND",
      "GIT_ASKPASS",
      "GIT_PAGER",
      "GIT_EDITOR",
      "GIT_PROXY_COMMAND",
    ])
      vi.stubEnv(name, program);
    vi.stubEnv("GIT_CONFIG_COUNT", "1");
    vi.stubEnv("GIT_CONFIG_KEY_0", "core.fsmonitor");
    vi.stubEnv("GIT_CONFIG_VALUE_0", program);
    plainGit(["diff", "HEAD"]);
    expect(existsSync(marker)).toBe(true);
    rmSync(marker);
    await makeEveryCall(folder);
    expect(existsSync(marker)).toBe(false);
  });
});

test("nothing is written into the repository", async () => {
  const list = (): string => execFileSync("find", [folder, "-newer", marker], { encoding: "utf8" });
  writeFileSync(marker, "");
  await makeEveryCall(folder);
  expect(list()).toBe("");
});

test("what is named is no pattern", async () => {
  await expect(runGit(folder, ["ls-files", "--", ":(glob)**"])).resolves.toEqual(Buffer.alloc(0));
});

test("it is stopped by its signal", async () => {
  const stop = new AbortController();
  stop.abort();
  await expect(runGit(folder, ["log"], { signal: stop.signal })).rejects.toThrow("aborted");
});
