import { afterEach, expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { CancellationTokenSource } from "vscode-languageserver/node";
import { checkText, pause, serverFacts, shownFixes, suggest, type SuggestResult } from "../../../src/protocol.js";
import { textBar } from "../../../src/server/features/hover.js";
import { type Editor, editorAgainst, type EditorOptions } from "../editorAgainst.js";
import { createFakeEngine } from "../fakeEngine.js";

let editor: Editor;
afterEach(() => editor.dispose());

async function start(options?: EditorOptions): Promise<ReturnType<typeof createFakeEngine>> {
  const engine = createFakeEngine();
  editor = await editorAgainst(() => Promise.resolve(engine), options);
  await editor.until(() => editor.statuses.some(({ state }) => state === "ready"));
  return engine;
}

const closed = { uri: "file:///folder/closed.md", languageId: "markdown" };

test("a text that no editor shows is checked as a document would be, and its findings can be mended", async () => {
  await start();
  const { diagnostics, isChecked } = await editor.request(checkText, { ...closed, text: "Their going home.\n" });
  expect(isChecked).toBe(true);
  expect(diagnostics).toMatchObject([
    { source: "Cloze", code: "possessive-or-contraction", data: { original: "Their" } },
  ]);
  const document = editor.open("Their going home.\n", "markdown", closed.uri);
  const [fix] = await editor.actions(document, [...diagnostics]);
  expect(fix?.title).toBe("“Their” → “They're” (97 %)");
});

test("the settings and the reasons not to check hold for a closed text, too", async () => {
  await start({ settings: { words: ["their"], maxFileSize: 1, languages: { latex: "off" } } });
  const result = (languageId: string, text: string) => editor.request(checkText, { uri: closed.uri, languageId, text });
  expect(await result("markdown", "Their going home.\n")).toMatchObject({ diagnostics: [], unchecked: [] });
  expect(await result("markdown", "Our way. ".repeat(200))).toMatchObject({ unchecked: [{ kind: "large", limit: 1 }] });
  expect(await result("latex", "Their going.")).toMatchObject({
    unchecked: [{ kind: "language", languageId: "latex" }],
  });
});

test("a check of closed texts can be cancelled, ends in a pause, and says when the model is broken", async () => {
  const engine = await start();
  engine.setGate("closed");
  const source = new CancellationTokenSource();
  const cancelled = editor.request(checkText, { ...closed, text: "Their going home.\n" }, source.token);
  source.cancel();
  await expect(cancelled).rejects.toMatchObject({ code: -32800 });
  const paused = editor.request(checkText, { ...closed, text: "We recieve it.\n" });
  await editor.request(pause, { paused: true });
  await expect(paused).rejects.toMatchObject({ code: -32800 });
  await editor.request(pause, { paused: false });
  engine.setGate("open");
  engine.failWith(new Error("The model stopped."));
  expect(await editor.request(checkText, { ...closed, text: "They recieve it.\n" })).toMatchObject({
    isChecked: false,
  });
  engine.failWith(undefined);
  expect(await editor.request(checkText, { ...closed, text: "They recieve it.\n" })).toMatchObject({ isChecked: true });
});

test("an open document of the same name keeps its findings and its place in the line", async () => {
  const engine = await start();
  const document = editor.open("Their going home.\n", "markdown", closed.uri);
  engine.setGate("closed");
  await editor.pull(document);
  const other = editor.request(checkText, { ...closed, text: "We recieve it.\n" });
  engine.setGate("open");
  expect((await other).diagnostics).toMatchObject([{ code: "unknown-word" }]);
  expect(await editor.findings(document)).toMatchObject([{ code: "possessive-or-contraction" }]);
});

/** What the document becomes by each suggestion at the caret, which stands as `|`. */
async function suggested(marked: string, languageId = "markdown"): Promise<string[] | null> {
  await start();
  const at = marked.indexOf("|");
  const text = marked.replace("|", "");
  const document = editor.open(text, languageId);
  const result: SuggestResult | null = await editor.request(suggest, {
    uri: document.uri,
    caret: document.positionAt(at),
  });
  if (!result) return null;
  const [from, to] = [document.offsetAt(result.range.start), document.offsetAt(result.range.end)];
  expect(text.slice(from, to)).toBe(result.replaced);
  return result.words.map((word) => text.slice(0, from) + word.text + text.slice(to));
}

test.each([
  ["in a word: it and what begins alike", "We se|e it.", ["We word1of4 it.", "We seing it."]],
  ["at a word's end: that word", "We see| it.", ["We word1of4 it.", "We seeing it."]],
  ["before a word: the gap", "We |see it.", ["We gap1of4 see it."]],
  ["between two spaces", "We | see it.", ["We gap1of4 see it."]],
  ["after an unfinished sentence, which gets an end", "We see |", ["We see gap2of3"]],
  ["after a mark", "Look,| we see.", ["Look, gap2of5 we see."]],
  ["inside emphasis", "We *|see* it.", ["We *gap1of4 see* it."]],
  ["after emphasis", "We *see*| it.", ["We *see* gap2of4 it."]],
  ["in code there are no words", "We `s|ee` it.", null],
  ["after the end of a sentence", "We see it. |", null],
  ["in an empty document", "|", null],
])("suggestions %s", async (_, marked, expected) => {
  expect(await suggested(marked)).toEqual(expected);
});

test("suggestions come in documents that are not checked as well", async () => {
  expect(await suggested("We |see it.", "latex")).toEqual(["We gap1of4 see it."]);
});

test("what the first fixes of all findings would do comes with what still waits", async () => {
  const engine = await start();
  const document = editor.open("Their going home.\nIt stops in case error.\nHe go.\n");
  await editor.findings(document);
  const fixesOf = () => editor.request(shownFixes, { uri: document.uri });
  const result = await fixesOf();
  expect(result).toMatchObject({ version: 1, waiting: 0 });
  expect(result?.fixes.map(({ title, sure, range }) => [title, sure, range.start.line])).toEqual([
    ["“Their” → “They're”", "97 %", 0],
    ["Insert “of”", "97 %", 1],
    ["“go” → “goes”", "97 %", 2],
  ]);
  const edits = result!.fixes.map(({ range, newText }) => ({ range, newText }));
  expect(TextDocument.applyEdits(document, edits)).toBe("They're going home.\nIt stops in case of error.\nHe goes.\n");
  engine.setGate("closed");
  editor.replace(document, "He go", "They go");
  expect(await fixesOf()).toMatchObject({ version: 2, waiting: 1, fixes: [{}, {}] });
  expect(await editor.request(shownFixes, { uri: "file:///nowhere.md" })).toBeNull();
});

test("the facts for a report hold counts and the model's name, and nothing of the text", async () => {
  await start();
  await editor.findings(editor.open("Their going home.\n"));
  const facts = await editor.request(serverFacts, null);
  expect(facts).toMatchObject({
    state: { state: "ready" },
    model: "0123456789ab",
    documents: 1,
    findings: 1,
    waiting: 0,
  });
  expect(JSON.stringify(facts)).not.toContain("going");
});

test("the hover has the category in a sentence, and for each word a bar with its numbers", async () => {
  await start();
  const document = editor.open("Their going home.\n");
  await editor.findings(document);
  const hover = await editor.hover(document, { line: 0, character: 2 });
  const { value } = hover?.contents as { value: string };
  expect(value.split("\n").filter((line) => line.startsWith("|"))).toEqual([
    "| | expected here | | sure |",
    "| :-- | :-- | --: | --: |",
    "| “Their” → “They're” | `██████████` | 82 % | 97 % |",
    "| “Their” → “There” | `█████████░` | 30 % | 2 % |",
    "| “Their”, as typed | `███░░░░░░░` | 0\\.055 % |  |",
  ]);
  expect(value).toMatch(/^\*\*Word choice\.\*\* Judged as a/);
});

test.each([
  [1, "██████████"],
  [0.1, "████████░░"],
  [0.01, "██████░░░░"],
  [0.00001, "░░░░░░░░░░"],
  [0, "░░░░░░░░░░"],
])("the bar of %f is %s", (share, bar) => {
  expect(textBar(share)).toBe(bar);
});
