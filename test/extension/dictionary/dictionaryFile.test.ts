import { writeFileSync } from "node:fs";
import { lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { changeWordFile, readWordFile } from "../../../src/extension/dictionary/dictionaryFile.js";
import { withoutWord, withWord, wordsIn } from "../../../src/extension/dictionary/dictionaryText.js";
import { FileProblem } from "../../../src/files/fileProblem.js";

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cloze-"));
  file = join(folder, "words.txt");
});
afterEach(() => rm(folder, { recursive: true }));

test("words that several windows add and remove at the same time are none of them lost", async () => {
  await writeFile(file, "# ours\nold\n");
  const words = Array.from({ length: 25 }, (_, index) => `word${String(index)}`);
  await Promise.all([
    ...words.map((word) => changeWordFile({ path: file }, (text) => withWord(text, word))),
    changeWordFile({ path: file }, (text) => withoutWord(text, "old")),
  ]);
  const text = await readFile(file, "utf8");
  expect(new Set(wordsIn(text))).toEqual(new Set(words));
  expect(text).toMatch(/^# ours\nword0\nword1\nword10\n/u);
  expect(await readdir(folder)).toEqual(["words.txt"]);
});

test("the writer's own list is the writer's alone, a project's is for all who have the project", async () => {
  const mode = async (): Promise<number> => (await stat(file)).mode & 0o077;
  await writeFile(file, "old\n", { mode: 0o644 });
  await changeWordFile({ path: file, folder }, (text) => withWord(text, "a"));
  expect(await mode()).not.toBe(0);
  await changeWordFile({ path: file }, (text) => withWord(text, "b"));
  expect(await mode()).toBe(0);
  await rm(file);
  await changeWordFile({ path: file }, (text) => withWord(text, "a"));
  expect(await mode()).toBe(0);
});

test("a dictionary that does not exist yet begins with its first word, in a folder of its own", async () => {
  const inner = join(folder, "storage", "words.txt");
  await changeWordFile({ path: inner }, (text) => withWord(text, "first"));
  expect(await readFile(inner, "utf8")).toBe("first\n");
});

test("one that is not UTF-8 is left as it is", async () => {
  const bytes = Buffer.from([0x61, 0xff, 0xfe, 0x0a]);
  await writeFile(file, bytes);
  await expect(changeWordFile({ path: file }, (text) => withWord(text, "word"))).rejects.toMatchObject({
    kind: "notUnicode",
  });
  expect(await readFile(file)).toEqual(bytes);
  expect(await readdir(folder)).toEqual(["words.txt"]);
});

test("a link to a dictionary stays a link", async () => {
  await writeFile(file, "old\n");
  await symlink(file, join(folder, "link.txt"));
  await changeWordFile({ path: join(folder, "link.txt") }, (text) => withWord(text, "new"));
  expect(await readFile(file, "utf8")).toBe("new\nold\n");
});

test("what goes wrong in between leaves the file as it was, and others can go on", async () => {
  await writeFile(file, "old\n");
  const fails = changeWordFile({ path: file }, () => {
    throw new Error("the disk is full");
  });
  await expect(fails).rejects.toThrow("the disk is full");
  await changeWordFile({ path: file }, (text) => withWord(text, "new"));
  expect(await readFile(file, "utf8")).toBe("new\nold\n");
});

describe("in a folder that somebody else made", () => {
  const name = ".cloze-words.txt";
  const LINE = "[core]fsmonitor=./x.sh";

  test("a link that was planted where a temporary file would go is not written through", async () => {
    await mkdir(join(folder, ".git"));
    await writeFile(join(folder, ".git", "config"), "[core]\n");
    for (const planted of [`${name}.new`, `${name}.tmp`]) await symlink(join(".git", "config"), join(folder, planted));
    await writeFile(join(folder, name), "old\n");
    await changeWordFile({ path: join(folder, name), folder }, (text) => withWord(text, LINE));
    expect(await readFile(join(folder, ".git", "config"), "utf8")).toBe("[core]\n");
    expect(new Set(wordsIn(await readFile(join(folder, name), "utf8")))).toEqual(new Set(["old", LINE]));
    expect((await lstat(join(folder, name))).isFile()).toBe(true);
  });

  test.each([
    ["out of it", "outside", (outside: string) => join(outside, name)],
    ["into its .git", "outside", () => join(".git", "config")],
    ["to a file of another kind", "otherKind", () => "package.json"],
    ["to a device", "outside", () => "/dev/zero"],
    ["to nothing", "brokenLink", () => join("..", "nothing")],
  ])("a dictionary that is a link %s is left alone", async (_, kind, target) => {
    const outside = await mkdtemp(join(tmpdir(), "cloze-"));
    const files = [join(outside, name), join(folder, ".git", "config"), join(folder, "package.json")];
    await mkdir(join(folder, ".git"));
    for (const one of files) await writeFile(one, "precious\n");
    await symlink(target(outside), join(folder, name));
    const change = changeWordFile({ path: join(folder, name), folder }, (text) => withWord(text, LINE));
    await expect(change).rejects.toBeInstanceOf(FileProblem);
    await expect(change).rejects.toMatchObject({ kind });
    await expect(readWordFile({ path: join(folder, name), folder })).rejects.toMatchObject({ kind });
    for (const one of files) expect(await readFile(one, "utf8")).toBe("precious\n");
    expect((await readdir(folder)).sort()).toEqual([name, ".git", "package.json"].sort());
    await rm(outside, { recursive: true });
  });

  test("a link to another dictionary of the same folder is followed, and stays", async () => {
    await mkdir(join(folder, "shared"));
    await writeFile(join(folder, "shared", name), "old\n");
    await symlink(join("shared", name), join(folder, name));
    await changeWordFile({ path: join(folder, name), folder }, (text) => withWord(text, "new"));
    expect(await readFile(join(folder, "shared", name), "utf8")).toBe("new\nold\n");
    expect((await lstat(join(folder, name))).isSymbolicLink()).toBe(true);
  });
});

test("the encoding and the permissions stay", async () => {
  await writeFile(file, Buffer.from("\uFEFFold\r\n", "utf16le"), { mode: 0o600 });
  await changeWordFile({ path: file }, (text) => withWord(text, "new"));
  expect(await readFile(file, "utf16le")).toBe("\uFEFFnew\r\nold\r\n");
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test("what another program writes meanwhile, which knows no lock, is not lost", async () => {
  await writeFile(file, "old\n");
  const change = changeWordFile({ path: file }, (text) => {
    writeFileSync(file, "theirs\n");
    return withWord(text, "new");
  });
  await expect(change).rejects.toMatchObject({ kind: "changed" });
  expect(await readFile(file, "utf8")).toBe("theirs\n");
});
