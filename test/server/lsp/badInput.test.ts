import { afterEach, expect, test } from "vitest";
import { didChangeViewport, checkFile } from "../../../src/protocol.js";
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

test("a setting that cannot be used is named in a warning and counts as its default", async () => {
  await start({ settings: { sensitivity: "loud", severity: { wordChoice: "hint" }, colour: "red" } });
  const [item] = await editor.findings(editor.open("Their going home.\n"));
  expect(item?.severity).toBe(4);
  expect(editor.logged.filter((line) => line.includes("cloze.sensitivity"))).toHaveLength(1);
  expect(editor.logged.filter((line) => line.includes("cloze.colour"))).toHaveLength(1);
  expect(editor.messages).toEqual([]);
});

test("ten megabytes on one line freeze nothing", async () => {
  await start();
  const document = editor.open(`We recieve it. ${"All is well here. ".repeat(600_000)}`);
  // Of the processor, as the machine may be busy with something else.
  const before = process.cpuUsage();
  expect(await editor.findings(document)).toMatchObject([{ code: "unknown-word" }]);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1_000).toBeLessThan(5_000);
});

test("an empty document has no findings", async () => {
  await start();
  expect(await editor.findings(editor.open(""))).toEqual([]);
});

test("a document over the size limit is checked where it is visible, and says so", async () => {
  const engine = await start({ settings: { maxFileSize: 50 } });
  const filler = "Nothing is wrong here.\n\n".repeat(4000);
  const document = editor.open(`We recieve it.\n\n${filler}Their going home.\n\n${filler}`);
  expect(await editor.findings(document)).toMatchObject([{ code: "unknown-word" }]);
  expect(editor.documentStatuses.at(-1)?.unchecked).toEqual([{ kind: "large", limit: 50 }]);
  expect(engine.scored.length).toBeLessThan(2000);
  const refresh = editor.nextRefresh();
  await editor.notify(didChangeViewport, {
    uri: document.uri,
    visible: [{ start: { line: 8002, character: 0 }, end: { line: 8040, character: 0 } }],
  });
  await refresh;
  expect(await editor.findings(document)).toMatchObject([
    { code: "possessive-or-contraction", range: { start: { line: 8002 } } },
  ]);
  expect(await editor.request(checkFile, { uri: document.uri })).toMatchObject({ findings: 2, unchecked: [] });
});

test("a document that is not to be checked says why", async () => {
  await start({ settings: { languages: { latex: "off" } } });
  const document = editor.open("Their going home.\n", "latex");
  expect(await editor.findings(document)).toEqual([]);
  expect(editor.documentStatuses.at(-1)?.unchecked).toEqual([{ kind: "language", languageId: "latex" }]);
});

test.each([
  ["CRLF", "One.\r\nTheir going home.\r\n", { line: 1, character: 0 }],
  ["emoji", "👩‍👩‍👧 We recieve it.\n", { line: 0, character: 12 }],
  ["a lone surrogate", "\ud83d We recieve it.\n", { line: 0, character: 5 }],
])("offsets are right with %s", async (_, text, startsAt) => {
  await start();
  const [item] = await editor.findings(editor.open(text));
  expect(item?.range.start).toEqual(startsAt);
});

test("paragraphs in another language are left alone, and the status says so", async () => {
  await start();
  const german =
    "Dieser Absatz ist auf Deutsch geschrieben und wird deshalb nicht geprüft, denn das Modell kann kein Deutsch.";
  const document = editor.open(`We recieve it and that is what it is for.\n\n${german}\n`);
  expect(await editor.findings(document)).toHaveLength(1);
  expect(editor.documentStatuses.at(-1)?.unchecked).toEqual([{ kind: "foreign", sentences: 1 }]);
});

test.each([
  ["a caret that is none", { uri: "file:///folder/test.md", caret: { line: "one" }, visible: [] }, "caret.line"],
  ["places that are none", { uri: "file:///folder/test.md", visible: 3 }, "visible"],
  ["no document", { visible: [] }, "uri"],
  ["nothing", null, "cloze/didChangeViewport"],
])("a message about where the writer is with %s is passed over by name, and checks go on", async (_, params, field) => {
  await start();
  const document = editor.open("Their going home.\n");
  await editor.notify(didChangeViewport, params as never);
  expect(await editor.findings(document)).toHaveLength(1);
  expect(editor.logged.join()).toContain(field);
});

test("a request that cannot be used is refused by name", async () => {
  await start();
  await expect(editor.request(checkFile, { uri: 5 } as never)).rejects.toMatchObject({
    code: -32602,
    message: expect.stringContaining("uri") as string,
  });
});

test.each([1, 2, 3])("settings that the client refuses %i times are asked for again", async (times) => {
  await start();
  const document = editor.open("Their going home.\n");
  editor.refuseSettings(times);
  const pull = (): Promise<unknown> => editor.pull(document).catch((error: unknown) => error);
  await pull();
  await pull();
  expect(await editor.findings(document)).toHaveLength(1);
});
