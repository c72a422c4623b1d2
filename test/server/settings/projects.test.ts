import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Editor, editorAgainst, type EditorOptions } from "../editorAgainst.js";
import { createFakeEngine } from "../fakeEngine.js";

const TEXT = "Their going home.\nWe recieve it.\n";

let editor: Editor;
let path: string;
let folder: string;
beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), "cloze-"));
  folder = pathToFileURL(path).href;
});
afterEach(async () => {
  editor.dispose();
  await rm(path, { recursive: true });
});

async function write(name: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(path, name)), { recursive: true });
  await writeFile(join(path, name), content);
}

async function start(options: EditorOptions = { folder }): Promise<void> {
  editor = await editorAgainst(() => Promise.resolve(createFakeEngine()), options);
}

/** The kinds of findings in a document of that name. */
async function codesIn(name: string): Promise<unknown[]> {
  return (await editor.findings(editor.open(TEXT, "markdown", `${folder}/${name}`))).map(({ code }) => code);
}

test("the words of the folder's dictionary are not reported", async () => {
  await write(".cloze-words.txt", "# ours\r\nrecieve\r\n");
  await start();
  expect(await codesIn("a.md")).toEqual(["possessive-or-contraction"]);
});

test("a dictionary that is neither UTF-8 nor UTF-16 is named once, and the status says so too", async () => {
  await write(".cloze-words.txt", Uint8Array.of(0x63, 0xe9));
  await start();
  expect(await codesIn("a.md")).toHaveLength(2);
  expect(await codesIn("b.md")).toHaveLength(2);
  expect(editor.messages).toEqual([
    `The dictionary is not used. ${join(path, ".cloze-words.txt")}: this is neither UTF-8 nor UTF-16, so it is left alone. Save it as UTF-8.`,
  ]);
  expect(editor.documentStatuses.at(-1)?.unchecked).toEqual([{ kind: "problem", message: editor.messages[0] }]);
});

test("an untrusted workspace has none of its own files read, but the user's dictionary is", async () => {
  await write(".cloze-words.txt", "recieve\n");
  await write(".cloze.json", '{ "categories": { "wordChoice": false } }');
  await write("user/words.txt", "their\n");
  const shared = { workspaceDictionary: `${folder}/.cloze-words.txt`, userDictionary: `${folder}/user/words.txt` };
  await start({ folder, initialization: { trusted: false, ...shared } });
  expect(await codesIn("a.md")).toEqual(["unknown-word"]);
  editor.dispose();
  await start({ folder, initialization: { trusted: true, ...shared } });
  expect(await codesIn("a.md")).toEqual([]);
});

test(".cloze.json counts at once, when it is written, changed and taken away", async () => {
  await start();
  const document = editor.open(TEXT, "markdown", `${folder}/a.md`);
  expect(await editor.findings(document)).toHaveLength(2);
  for (const [content, count] of [
    ['{ "words": ["recieve"] }', 1],
    ['{ "categories": { "spelling": false, "wordChoice": false } }', 0],
    ["{}", 2],
  ] as const) {
    await write(".cloze.json", content);
    const refresh = editor.nextRefresh();
    await editor.touch(`${folder}/.cloze.json`);
    await refresh;
    expect(await editor.findings(document)).toHaveLength(count);
  }
});

test("a broken .cloze.json is one clear message, and checking goes on", async () => {
  await write(".cloze.json", '{\n  "words": ["recieve"\n}');
  await start();
  expect(await codesIn("a.md")).toHaveLength(2);
  expect(editor.messages).toEqual([
    `The configuration ${join(path, ".cloze.json")}: it is not JSON: comma expected in line 3.`,
  ]);
});

test("ignored files are not checked, and the status says who wants it so", async () => {
  await write(".cloze.json", '{ "ignoredFiles": ["drafts/"] }');
  await start();
  expect(await codesIn("drafts/a.md")).toEqual([]);
  expect(editor.documentStatuses.at(-1)?.unchecked).toEqual([{ kind: "ignored", file: join(path, ".cloze.json") }]);
  expect(await codesIn("a.md")).toHaveLength(2);
});

test("user < .cloze.json < workspace and folder; lists of all of them add up", async () => {
  await write(".cloze.json", '{ "severity": { "spelling": "warning", "wordChoice": "warning" }, "words": ["foo"] }');
  const settings = { severity: { spelling: "hint", wordChoice: "hint", agreement: "hint" }, words: ["recieve"] };
  const severities = async (): Promise<unknown[]> =>
    (await editor.findings(editor.open(TEXT, "markdown", `${folder}/a.md`))).map(({ severity }) => severity);
  await start({ folder, settings: { ...settings, words: [] } });
  expect(await severities()).toEqual([2, 2]);
  editor.dispose();
  await start({
    folder,
    settings: { ...settings, words: [] },
    ofWorkspace: () => ({ severity: { spelling: "error" } }),
  });
  expect(await severities()).toEqual([2, 1]);
  editor.dispose();
  await start({ folder, settings });
  expect(await severities()).toEqual([2]);
});

test("of several folders each has its own file, and its own settings over it", async () => {
  await write("one/.cloze.json", '{ "categories": { "spelling": false } }');
  await write("two/.cloze.json", '{ "categories": { "wordChoice": false } }');
  await start({
    folders: [`${folder}/one`, `${folder}/two`],
    ofWorkspace: (uri) => (uri?.startsWith(`${folder}/two/`) ? { categories: { spelling: false } } : null),
  });
  expect(await codesIn("one/a.md")).toEqual(["possessive-or-contraction"]);
  expect(await codesIn("two/a.md")).toEqual([]);
  expect(await codesIn("elsewhere/a.md")).toEqual(["possessive-or-contraction", "unknown-word"]);
});

test("documents of a language that only .cloze.json names are asked for, as long as it names it", async () => {
  await write(".cloze.json", '{ "languages": { "tcl": "plain", "markdown": "mdx", "latex": "off" } }');
  await start();
  const opening = (): unknown[] =>
    editor.registrations
      .filter(({ method }) => method === "textDocument/didOpen")
      .map(({ registerOptions }) => (registerOptions as { documentSelector: unknown }).documentSelector);
  await editor.until(() => opening().length > 0);
  expect(opening()).toEqual([[{ scheme: "file", language: "tcl" }]]);
  const document = editor.open("We recieve it.\n", "tcl", `${folder}/a.tcl`);
  expect(await editor.findings(document)).toHaveLength(1);
  await write(".cloze.json", "{}");
  await editor.touch(`${folder}/.cloze.json`);
  await editor.until(() => opening().length === 0);
});
