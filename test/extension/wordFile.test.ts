import { mkdtemp, readFile, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { NotUtf8, changeWordFile } from "../../src/extension/wordFile.js";
import { withWord, withoutWord, wordsIn } from "../../src/extension/wordList.js";

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
    ...words.map((word) => changeWordFile(file, (text) => withWord(text, word))),
    changeWordFile(file, (text) => withoutWord(text, "old")),
  ]);
  const text = await readFile(file, "utf8");
  expect(new Set(wordsIn(text))).toEqual(new Set(words));
  expect(text).toMatch(/^# ours\nword0\nword1\nword10\n/u);
  expect(await readdir(folder)).toEqual(["words.txt"]);
});

test("a dictionary that does not exist yet begins with its first word, in a folder of its own", async () => {
  const inner = join(folder, "storage", "words.txt");
  await changeWordFile(inner, (text) => withWord(text, "first"));
  expect(await readFile(inner, "utf8")).toBe("first\n");
});

test("one that is not UTF-8 is left as it is", async () => {
  const bytes = Buffer.from([0x61, 0xff, 0xfe, 0x0a]);
  await writeFile(file, bytes);
  await expect(changeWordFile(file, (text) => withWord(text, "word"))).rejects.toBeInstanceOf(NotUtf8);
  expect(await readFile(file)).toEqual(bytes);
  expect(await readdir(folder)).toEqual(["words.txt"]);
});

test("a link to a dictionary stays a link", async () => {
  await writeFile(file, "old\n");
  await symlink(file, join(folder, "link.txt"));
  await changeWordFile(join(folder, "link.txt"), (text) => withWord(text, "new"));
  expect(await readFile(file, "utf8")).toBe("new\nold\n");
});

test("what goes wrong in between leaves the file as it was, and others can go on", async () => {
  await writeFile(file, "old\n");
  const fails = changeWordFile(file, () => {
    throw new Error("the disk is full");
  });
  await expect(fails).rejects.toThrow("the disk is full");
  await changeWordFile(file, (text) => withWord(text, "new"));
  expect(await readFile(file, "utf8")).toBe("new\nold\n");
});
