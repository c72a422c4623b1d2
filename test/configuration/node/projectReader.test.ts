import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createProjectReader } from "../../../src/configuration/node/projectReader.js";

let top: string;
beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), "cloze-"));
});
afterEach(() => rm(top, { recursive: true }));

async function write(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(top, path)), { recursive: true });
  await writeFile(join(top, path), content);
}

const projectOf = (path: string, folder = ""): ReturnType<ReturnType<typeof createProjectReader>["of"]> =>
  createProjectReader().of(join(top, path), join(top, folder));

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

test("a .clozeignore in any folder on the way up leaves files alone, as .gitignore would", async () => {
  await write(".clozeignore", "# drafts\n*.draft.md\n/legal/\n!kept.draft.md\n");
  await write("docs/.clozeignore", "generated/**\n");
  await write("docs/.cloze.json", "{}");
  const ignoredBy = async (path: string): Promise<string | undefined> => (await projectOf(path)).ignoredBy;
  expect(await ignoredBy("docs/a.draft.md")).toBe(join(top, ".clozeignore"));
  expect(await ignoredBy("legal/a.md")).toBe(join(top, ".clozeignore"));
  expect(await ignoredBy("docs/generated/a/b.md")).toBe(join(top, "docs/.clozeignore"));
  expect(await ignoredBy("docs/legal/a.md")).toBeUndefined();
  expect(await ignoredBy("kept.draft.md")).toBeUndefined();
  expect(await ignoredBy("generated/a.md")).toBeUndefined();
});

test("a pattern of a .clozeignore that would take long is named and left out", async () => {
  await write(".clozeignore", "a*b*c*d*e\n# **** for people ****\nb.md\n");
  const { problems, ignoredBy } = await projectOf("b.md");
  expect(ignoredBy).toBe(join(top, ".clozeignore"));
  expect(problems).toEqual([`The list of ignored files ${join(top, ".clozeignore")}: line 1 has too many wildcards and is left out.`]); // prettier-ignore
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
  await write(".cloze-words.txt", Uint8Array.of(0x63, 0xe9));
  await write("docs/.cloze-words.txt", "quux\n");
  const { layer, problems } = await projectOf("docs/a.md");
  expect(layer).toEqual({ dialect: "uk", words: ["quux"] });
  expect(problems).toEqual([
    `The configuration ${join(top, ".cloze.json")}: “colour” cannot be used and is left out.`,
    `The dictionary is not used. ${join(top, ".cloze-words.txt")}: this is neither UTF-8 nor UTF-16, so it is left alone. Save it as UTF-8.`,
  ]);
  await mkdir(join(top, "folder/.cloze.json"), { recursive: true });
  expect((await projectOf("folder/a.md")).problems[0]).toBe(
    `The configuration is not used. ${join(top, "folder/.cloze.json")}: this is a folder.`,
  );
});

describe.skipIf(process.platform === "win32")("links and devices", () => {
  const files = [
    ["The configuration", ".cloze.json", '{ "dialect": "uk" }', { dialect: "uk", words: [] }],
    ["The dictionary", ".cloze-words.txt", "Zorblat\n", { words: ["Zorblat"] }],
  ] as const;

  test.each(files)(
    "%s may be a link within the repository, and none that leaves it",
    async (what, name, content, layer) => {
      await write("repository/.git/HEAD", "");
      await write(`repository/shared/${name}`, content);
      await write(name, content);
      await mkdir(join(top, "repository/docs"));
      await symlink(`../shared/${name}`, join(top, "repository/docs", name));
      await symlink(join(top, name), join(top, "repository", name));
      expect(await projectOf("repository/docs/a.md", "repository/docs")).toMatchObject({ layer, problems: [] });
      expect(await projectOf("repository/a.md", "repository")).toMatchObject({
        layer: { words: [] },
        problems: [
          expect.stringContaining(
            `${what} is not used. ${join(top, "repository", name)}: this link leads out of its folder`,
          ),
        ],
      });
    },
  );

  test.each(files)("%s is no device, which would never end", async (what, name) => {
    await symlink("/dev/zero", join(top, name));
    const { layer, problems } = await projectOf("a.md");
    expect(layer).toEqual({ words: [] });
    expect(problems).toEqual([expect.stringContaining(`${what} is not used. ${join(top, name)}: this link leads out`)]);
    const device = `The dictionary is not used. ${join(top, name)}: this is no file but a device, a pipe or a socket.`;
    expect((await createProjectReader().dictionary(join(top, name))).problem).toBe(device);
  });

  test("a package that leaves the folder names nothing, and the writer's own dictionary may lie anywhere", async () => {
    await write("package.json", '{ "name": "stranger" }');
    await mkdir(join(top, "inner/.git"), { recursive: true });
    await symlink(join(top, "package.json"), join(top, "inner/package.json"));
    expect(await projectOf("inner/a.md", "inner")).toMatchObject({ names: [], problems: [] });
    await write("mine.txt", "Zorblat\n");
    await symlink(join(top, "mine.txt"), join(top, "inner/words.txt"));
    expect(await createProjectReader().dictionary(join(top, "inner/words.txt"))).toEqual({ content: ["Zorblat"] });
  });
});

test("a file is read once until something changes", async () => {
  const reader = createProjectReader();
  expect((await reader.of(join(top, "a.md"), top)).layer.dialect).toBeUndefined();
  await write(".cloze.json", '{ "dialect": "us" }');
  expect((await reader.of(join(top, "a.md"), top)).layer.dialect).toBeUndefined();
  reader.clear();
  expect((await reader.of(join(top, "a.md"), top)).layer.dialect).toBe("us");
});
