import { afterEach, expect, test } from "vitest";
import { checkFile } from "../../../src/protocol.js";
import { type Editor, editorAgainst } from "../editorAgainst.js";
import { createFakeEngine } from "../fakeEngine.js";

let editor: Editor;
afterEach(() => editor.dispose());

async function start(checkOn: string): Promise<void> {
  editor = await editorAgainst(() => Promise.resolve(createFakeEngine()), { settings: { checkOn } });
}

const waiting = (): unknown => editor.documentStatuses.at(-1)?.unchecked;

test("on save: what is typed waits until it is saved, and what was found before stays", async () => {
  await start("save");
  const document = editor.open("Their going home.\nAll is well.\n");
  expect(await editor.findings(document)).toHaveLength(1);
  expect(waiting()).toEqual([]);
  editor.replace(document, "All is well.", "We recieve it. All is well.");
  expect(await editor.findings(document)).toMatchObject([{ code: "possessive-or-contraction" }]);
  expect(waiting()).toEqual([{ kind: "waiting", until: "save" }]);
  const refresh = editor.nextRefresh();
  editor.save(document);
  await refresh;
  expect(await editor.findings(document)).toHaveLength(2);
  expect(waiting()).toEqual([]);
});

test("on command: nothing is checked until the writer says so", async () => {
  await start("command");
  const document = editor.open("Their going home.\n");
  expect(await editor.findings(document)).toEqual([]);
  expect(waiting()).toEqual([{ kind: "waiting", until: "command" }]);
  expect(await editor.request(checkFile, { uri: document.uri })).toMatchObject({ findings: 1, unchecked: [] });
  expect(await editor.findings(document)).toHaveLength(1);
  editor.replace(document, "home.", "home. We recieve it.");
  expect(await editor.findings(document)).toHaveLength(1);
  editor.save(document);
  expect(await editor.findings(document)).toHaveLength(1);
});

test("a new word in a dictionary takes its findings away at once, whatever the occasion", async () => {
  await start("save");
  const document = editor.open("Their going home.\n");
  await editor.findings(document);
  editor.replace(document, "home.", "home. We recieve it.");
  expect(await editor.findings(document)).toHaveLength(1);
  const refresh = editor.nextRefresh();
  await editor.configure({ checkOn: "save", words: ["their"] });
  await refresh;
  await expect.poll(() => editor.findings(document)).toMatchObject([{ code: "unknown-word" }]);
});

test("the source control input box cannot be saved, so it does not wait for that", async () => {
  await start("save");
  const document = editor.open("Fix: all\n", "scminput", "vscode-scm:git/scm0/input");
  editor.replace(document, "all", "we recieve it");
  await editor.until(() => editor.published.some(({ diagnostics }) => diagnostics.length === 1));
});
