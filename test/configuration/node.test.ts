import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createProjectReader } from "../../src/configuration/node.js";

let top: string;
beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), "cloze-"));
});
afterEach(() => rm(top, { recursive: true }));

async function write(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(top, path)), { recursive: true });
  await writeFile(join(top, path), content);
}

const projectOf = (path: string): ReturnType<ReturnType<typeof createProjectReader>["of"]> =>
  createProjectReader().of(join(top, path), top);

test("the nearest .cloze.json counts, and the words of all dictionaries on the way up", async () => {
  await write(".cloze.json", '{ "sensitivity": "strict", "dialect": "uk", "words": ["top"] }');
  await write(".cloze-words.txt", "# ours\nZorblat\r\nfrob\n");
  await write("docs/.cloze.json", '{ "sensitivity": "relaxed", "words": ["inner"] }');
  await write("docs/.cloze-words.txt", "quux\n");
  expect((await projectOf("docs/a/b.md")).layer).toEqual({
    sensitivity: "relaxed",
    words: ["inner", "quux", "Zorblat", "frob"],
  });
  expect((await projectOf("a.md")).layer).toEqual({
    sensitivity: "strict",
    dialect: "uk",
    words: ["top", "Zorblat", "frob"],
  });
});

test("nothing is read above the given folder, or above the repository", async () => {
  await write(".cloze.json", '{ "dialect": "uk" }');
  await write("repository/.git/HEAD", "");
  await write("repository/docs/a.md", "");
  const reader = createProjectReader();
  expect((await reader.of(join(top, "repository/docs/a.md"), join(top, "repository/docs"))).layer).toEqual({
    words: [],
  });
  expect((await reader.of(join(top, "repository/docs/a.md"))).layer).toEqual({ words: [] });
  expect((await reader.of(join(top, "a.md"))).layer).toMatchObject({ dialect: "uk" });
});

test.each<[string, string[]]>([
  ['{ "name": "@us/commander" }', ["@us/commander"]],
  ['\uFEFF{ "name": "commander" }', ["commander"]],
  ['{ "private": true }', []],
  ['{ "name": 7 }', []],
  ["null", []],
  ["{", []],
])("what the package %j calls the project, and a broken one is no problem of ours", async (content, names) => {
  await write("package.json", content);
  await write("docs/a.md", "");
  expect(await projectOf("docs/a.md")).toMatchObject({ names, problems: [] });
});

test("ignored files are named from the folder of the file that ignores them", async () => {
  await write("docs/.cloze.json", '{ "ignoredFiles": ["/old/"] }');
  expect((await projectOf("docs/old/a.md")).ignoredBy).toBe(join(top, "docs/.cloze.json"));
  expect((await projectOf("docs/new/old.md")).ignoredBy).toBeUndefined();
});

test("each file that cannot be used is named in one sentence, and the rest counts", async () => {
  await write(".cloze.json", '{ "dialect": "uk", "colour": 1 }');
  await write(".cloze-words.txt", Uint8Array.of(0xff, 0xfe, 0));
  await write("docs/.cloze-words.txt", "quux\n");
  const { layer, problems } = await projectOf("docs/a.md");
  expect(layer).toEqual({ dialect: "uk", words: ["quux"] });
  expect(problems).toEqual([
    `The configuration ${join(top, ".cloze.json")}: “colour” cannot be used and is left out.`,
    `The dictionary ${join(top, ".cloze-words.txt")} is not used: it is not UTF-8.`,
  ]);
  await mkdir(join(top, "folder/.cloze.json"), { recursive: true });
  expect((await projectOf("folder/a.md")).problems[0]).toMatch(
    /^The configuration .*folder.\.cloze\.json is not used: /u,
  );
});

test("a file is read once until something changes", async () => {
  const reader = createProjectReader();
  expect((await reader.of(join(top, "a.md"), top)).layer.dialect).toBeUndefined();
  await write(".cloze.json", '{ "dialect": "us" }');
  expect((await reader.of(join(top, "a.md"), top)).layer.dialect).toBeUndefined();
  reader.clear();
  expect((await reader.of(join(top, "a.md"), top)).layer.dialect).toBe("us");
});
