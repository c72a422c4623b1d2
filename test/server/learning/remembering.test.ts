import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { didChangeViewport } from "../../../src/protocol.js";
import { parseDecision, type Decision } from "../../../src/training/collect/decisions.js";
import { editorAgainst, type Editor } from "../editorAgainst.js";
import { createFakeEngine } from "../fakeEngine.js";

let storage: string;
let editor: Editor;
beforeEach(async () => {
  storage = await mkdtemp(join(tmpdir(), "cloze-"));
});
afterEach(async () => {
  editor.dispose();
  await rm(storage, { recursive: true });
});

interface Scene {
  readonly trusted?: boolean;
  readonly settings?: unknown;
  readonly folder?: string;
}

async function open(
  text: string,
  { trusted = true, settings = {}, folder = "file:///folder" }: Scene = {},
): Promise<TextDocument> {
  editor = await editorAgainst(() => Promise.resolve(createFakeEngine()), {
    folder,
    settings,
    initialization: { trusted, storage },
  });
  const document = editor.open(text);
  await editor.findings(document);
  return document;
}

/** Puts the caret at the end of the document and waits until the server has seen it. */
async function leave(document: TextDocument): Promise<void> {
  const caret = document.positionAt(document.getText().length);
  await editor.notify(didChangeViewport, { uri: document.uri, caret, visible: [] });
  await editor.findings(document);
}

/** What was remembered, without the time; waits for so many decisions, as the server does not tell when they are written. */
async function remembered(expected = 0): Promise<unknown[]> {
  for (let waited = 0; ; waited++) {
    const text = await readFile(join(storage, "decisions.jsonl"), "utf8").catch(() => "");
    const decisions = text.split("\n").filter(Boolean).map(parseDecision) as Decision[];
    const isDone = decisions.length >= expected && (expected > 0 || waited > 3);
    if (isDone || waited > 200) return decisions.map(({ at: _, ...decision }) => decision);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const END = "\n\nThe end.\n";

test("a fix that was offered is accepted, with the sentence before and after it", async () => {
  const document = await open(`We *recieve* it. More of it.${END}`);
  editor.replace(document, "recieve", "receive");
  await editor.findings(document);
  expect(await remembered()).toEqual([]);
  await leave(document);
  expect(await remembered(1)).toEqual([{ kind: "accepted", source: "We recieve it.", target: "We receive it." }]);
});

test("a fix of a rival is accepted, too, though it stands elsewhere", async () => {
  const document = await open(`The limits is known.${END}`);
  editor.replace(document, " is ", " are ");
  await editor.findings(document);
  await leave(document);
  expect(await remembered(1)).toEqual([
    { kind: "accepted", source: "The limits is known.", target: "The limits are known." },
  ]);
});

test("a word that was corrected by hand, letter by letter, is one decision", async () => {
  const document = await open(`Look, we recieve \`it\` now.${END}`);
  for (const [before, after] of [
    ["recieve", "reci"],
    ["reci", ""],
    ["we  ", "we o "],
    ["we o ", "we obtain "],
  ] as const) {
    editor.replace(document, before, after);
    await editor.findings(document);
  }
  await leave(document);
  expect(await remembered(1)).toEqual([
    { kind: "byHand", source: "Look, we recieve `…` now.", target: "Look, we obtain `…` now." },
  ]);
});

test("a missing word that was inserted and a repeated one that was taken out", async () => {
  const document = await open(`It stops in case error.\n\nWe see the the cat.${END}`);
  editor.replace(document, "case error", "case of error");
  editor.replace(document, "the the", "the");
  await editor.findings(document);
  await leave(document);
  expect(await remembered(2)).toEqual([
    { kind: "accepted", source: "It stops in case error.", target: "It stops in case of error." },
    { kind: "accepted", source: "We see the the cat.", target: "We see the cat." },
  ]);
});

test.each([
  [
    "undone",
    [
      ["recieve", "receive"],
      ["receive", "recieve"],
    ],
  ],
  ["elsewhere in the sentence", [["always", "never"]]],
  ["a new thought", [["we recieve it always", "nobody has ever seen anything of it"]]],
  ["the sentence taken out", [["Look, we recieve it always.", ""]]],
  ["a word put beside it", [["recieve it", "recieve some of it"]]],
] as const)("nothing is remembered of a change that is no correction: %s", async (_, edits) => {
  const document = await open(`Look, we recieve it always.${END}`);
  for (const [before, after] of edits) editor.replace(document, before, after);
  await editor.findings(document);
  await leave(document);
  expect(await remembered()).toEqual([]);
});

test("a document that is closed right after the fix", async () => {
  const document = await open(`We recieve it.${END}`);
  editor.replace(document, "recieve", "receive");
  await editor.findings(document);
  editor.close(document);
  expect(await remembered(1)).toMatchObject([{ kind: "accepted" }]);
});

test("a finding ignored by a directive in its line, with its place in the sentence", async () => {
  const document = await open(`Run \`it\`; we recieve it.${END}`);
  editor.replace(document, "it.", "it. <!-- cloze-disable-line -->");
  await editor.findings(document);
  await leave(document);
  expect(await remembered(1)).toEqual([
    { kind: "ignored", text: "Run `…`; we recieve it.", start: 12, end: 19, fix: "receive" },
  ]);
});

test("a finding silenced in a sentence of two lines", async () => {
  const document = await open(`We recieve it,\nand more of it.${END}`);
  editor.replace(document, "it,", "it, <!-- cloze-disable-line -->");
  await editor.findings(document);
  await leave(document);
  expect(await remembered(1)).toEqual([
    { kind: "ignored", text: "We recieve it, and more of it.", start: 3, end: 10, fix: "receive" },
  ]);
});

test("prose that becomes code was not ignored", async () => {
  const document = await open(`We recieve it.${END}`);
  editor.replace(document, "We", "    We");
  await editor.findings(document);
  await leave(document);
  expect(await remembered()).toEqual([]);
});

test("a pair ignored everywhere", async () => {
  const document = await open(`It stops in case error.${END}`);
  await editor.configure({ ignoredPairs: [{ original: "", fix: "of" }] });
  await editor.nextRefresh();
  await editor.findings(document);
  expect(await remembered(1)).toEqual([
    { kind: "ignored", text: "It stops in case error.", start: 17, end: 17, fix: "of" },
  ]);
});

test("a finding that goes for another reason was not ignored", async () => {
  const document = await open(`We recieve it.${END}`);
  await editor.configure({ categories: { spelling: false } });
  await editor.nextRefresh();
  await editor.findings(document);
  expect(await remembered()).toEqual([]);
});

test.each<[string, Scene]>([
  ["in a workspace that is not trusted", { trusted: false }],
  ["when the setting is off", { settings: { rememberDecisions: false } }],
  ["outside every folder", { folder: "file:///elsewhere" }],
])("nothing is remembered %s", async (_, scene) => {
  const document = await open(`We recieve it.${END}`, scene);
  editor.replace(document, "recieve", "receive");
  await editor.findings(document);
  await leave(document);
  expect(await remembered()).toEqual([]);
});
