import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createFileSettings } from "../../src/cli/fileSettings.js";
import { asDraft } from "../grammar/policies.js";
import { editorAgainst } from "../server/editorAgainst.js";
import { createFakeEngine } from "../server/fakeEngine.js";

const TEXT = "Their going home.\n\nWe recieve it. <!-- a note -->\n\nIt stops in case error.\n";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cloze-"));
  await mkdir(join(folder, ".git"));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

async function inEditor(name: string): Promise<unknown[]> {
  const root = pathToFileURL(folder).href;
  const editor = await editorAgainst(() => Promise.resolve(createFakeEngine()), { folder: root });
  const language = name.endsWith(".md") ? "markdown" : "plaintext";
  const findings = await editor.findings(editor.open(TEXT, language, `${root}/${name}`));
  editor.dispose();
  return findings.map(({ code }) => code);
}

async function onCommandLine(name: string): Promise<unknown[]> {
  const { parser, policy } = await createFileSettings({ config: true, comments: false }, () => undefined).of(
    join(folder, name),
  );
  if (parser === "off" || parser === undefined) return [];
  const { checker } = createFakeEngine();
  const sentences = checker.sentencesOf(TEXT, parser);
  await checker.score(sentences, () => false);
  return checker.report(TEXT, sentences, policy, asDraft).findings.map(({ kind }) => kind);
}

const ALL = ["possessive-or-contraction", "unknown-word", "missing-preposition"];

test.each<[string, Readonly<Record<string, string>>, string, readonly string[]]>([
  ["nothing", {}, "a.md", ALL],
  [
    "categories",
    { ".cloze.json": '{ "categories": { "spelling": false } }' },
    "a.md",
    ["possessive-or-contraction", "missing-preposition"],
  ],
  [
    "words",
    { ".cloze.json": '{ "words": ["recieve"] }', ".cloze-words.txt": "their\n" },
    "a.md",
    ["missing-preposition"],
  ],
  [
    "a nearer file",
    { ".cloze.json": '{ "words": ["recieve"] }', "docs/.cloze.json": "{}", ".cloze-words.txt": "their\n" },
    "docs/a.md",
    ["unknown-word", "missing-preposition"],
  ],
  [
    "the package's name",
    { "package.json": '{ "name": "@us/recieve" }' },
    "docs/a.md",
    ["possessive-or-contraction", "missing-preposition"],
  ],
  [
    "the nearest package, that has no name",
    { "package.json": '{ "name": "recieve" }', "docs/package.json": "{}" },
    "docs/a.md",
    ALL,
  ],
  ["a package that is no JSON", { "package.json": '{ "name": "recieve"' }, "a.md", ALL],
  [
    "ignored pairs",
    { ".cloze.json": '{ "ignoredPairs": [{ "original": "", "fix": "of" }] }' },
    "a.md",
    ALL.slice(0, 2),
  ],
  ["ignored files", { ".cloze.json": '{ "ignoredFiles": ["docs"] }' }, "docs/a.md", []],
  ["a language that is off", { ".cloze.json": '{ "languages": { "markdown": "off" } }' }, "a.md", []],
  ["other languages", { ".cloze.json": '{ "languages": { "markdown": "off" } }' }, "a.txt", ALL],
  ["a broken file", { ".cloze.json": '{ "categories": ' }, "a.md", ALL],
])("both find the same with %s", async (_, files, name, expected) => {
  await write(files);
  expect(await onCommandLine(name)).toEqual(expected);
  expect(await inEditor(name)).toEqual(expected);
});

test("standard input is checked by the rules of the present folder, whatever files are ignored", async () => {
  await write({ ".cloze.json": '{ "dialect": "uk", "ignoredFiles": ["*"] }' });
  const before = process.cwd();
  process.chdir(folder);
  try {
    const { parser, policy } = await createFileSettings({ config: true, comments: false }, () => undefined).of("-");
    expect([parser, policy.dialect]).toEqual(["plain", "uk"]);
  } finally {
    process.chdir(before);
  }
});

test("an option of the command line goes over the file", async () => {
  await write({ ".cloze.json": '{ "sensitivity": "strict" }' });
  const sensitivityWith = async (options: Parameters<typeof createFileSettings>[0]): Promise<string> =>
    (await createFileSettings(options, () => undefined).of(join(folder, "a.md"))).policy.sensitivity;
  expect(await sensitivityWith({ config: true, comments: false })).toBe("strict");
  expect(await sensitivityWith({ config: true, comments: false, sensitivity: "relaxed" })).toBe("relaxed");
  expect(await sensitivityWith({ config: false, comments: false })).toBe("balanced");
});
