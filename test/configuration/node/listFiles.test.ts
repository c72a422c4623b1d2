import { execFileSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { listFiles } from "../../../src/configuration/node/listFiles.js";
import { asNobody } from "../../files/nobody.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cloze-list-"));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

async function write(...names: string[]): Promise<void> {
  for (const name of names) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), "text\n");
  }
}

function git(...args: string[]): void {
  const identity = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "protocol.file.allow=always"];
  execFileSync("git", ["-C", folder, ...identity, ...args], { stdio: "ignore" });
}

async function filesOf(path = folder): Promise<readonly string[]> {
  const { files, problems, note } = await listFiles(path);
  expect({ problems, note }).toEqual({ problems: [], note: undefined });
  return files;
}

test("the files of a folder, without those of others, hidden folders and links", async () => {
  await write("b.md", "a/c.md", "a.md", "node_modules/x/README.md", "dist/a.md", ".github/a.md", ".env");
  await symlink(join(folder, "b.md"), join(folder, "link.md"));
  await symlink(folder, join(folder, "round"));
  execFileSync("mkfifo", [join(folder, "pipe.md")]);
  expect(await filesOf()).toEqual([".env", "a.md", "a/c.md", "b.md"]);
});

describe("in a repository", () => {
  beforeEach(() => git("init", "--quiet"));

  test("what git ignores is not listed, unless it is tracked", async () => {
    await writeFile(join(folder, ".gitignore"), "*.log\n/secret/\n");
    await write(
      "a.md",
      "a.log",
      "docs/b.log",
      "docs/b.md",
      "secret/c.md",
      "docs/secret/d.md",
      "kept.log",
      "x/only.log",
    );
    git("add", "--force", "kept.log");
    expect(await filesOf()).toEqual([".gitignore", "a.md", "docs/b.md", "docs/secret/d.md", "kept.log"]);
    expect(await filesOf(join(folder, "docs"))).toEqual(["b.md", "secret/d.md"]);
  });

  test("a folder that git ignores was named, so it is listed", async () => {
    await writeFile(join(folder, ".gitignore"), "/secret/\n");
    await write("secret/c.md", "secret/inner/d.md");
    expect(await filesOf(join(folder, "secret"))).toEqual(["c.md", "inner/d.md"]);
    expect(await filesOf(join(folder, "secret", "inner"))).toEqual(["d.md"]);
  });

  test("files that are deleted, submodules and other repositories within are passed over", async () => {
    await write("a.md", "gone.md", "staged.md");
    git("add", ".");
    git("commit", "--quiet", "--message", "Begin");
    git("clone", "--quiet", folder, join(folder, "nested"));
    git("submodule", "add", "--quiet", folder, "module");
    await rm(join(folder, "gone.md"));
    git("rm", "--quiet", "staged.md");
    expect(await filesOf()).toEqual([".gitmodules", "a.md"]);
  });

  test("a folder is listed as far as git can be asked, and it is said where it cannot", async () => {
    await writeFile(join(folder, ".gitignore"), "*.log\n");
    await write("a.md", "a.log");
    vi.stubEnv("PATH", join(folder, "nowhere"));
    const { files, note } = await listFiles(folder);
    expect(files).toEqual([".gitignore", "a.log", "a.md"]);
    expect(note).toBe(`Git cannot say which files of ${folder} it ignores, so that all of them count: it is not installed.`); // prettier-ignore
    vi.unstubAllEnvs();
    await writeFile(join(folder, ".git", "config"), "[core\n");
    expect((await listFiles(folder)).note).toMatch(/: bad config line 1 in file /u);
  });
});

test("a folder that cannot be read is named, and the others are listed", async () => {
  await write("a/a.md", "closed/b.md", "z/c.md");
  await chmod(folder, 0o755);
  await chmod(join(folder, "closed"), 0);
  await asNobody(async () => {
    const { files, problems } = await listFiles(folder);
    expect(files).toEqual(["a/a.md", "z/c.md"]);
    expect(problems.map(({ message }) => message)).toEqual([`${join(folder, "closed")}: it may not be read.`]);
  });
  await chmod(join(folder, "closed"), 0o755);
});

test("it stops when it is told to, and where there are too many", async () => {
  await write("a/1.md", "b/2.md", "c/3.md");
  await expect(listFiles(folder, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/u);
  expect((await listFiles(folder, { most: 2 })).files).toHaveLength(2);
});
