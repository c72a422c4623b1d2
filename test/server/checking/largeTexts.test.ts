import { afterEach, expect, test } from "vitest";
import { checkFile, checkText } from "../../../src/protocol.js";
import { type Editor, editorAgainst, type EditorOptions } from "../editorAgainst.js";
import { createFakeEngine } from "../fakeEngine.js";

let editor: Editor;
afterEach(() => editor.dispose());

/** @param remembered wordings that the cache holds */
async function start(remembered?: number, options?: EditorOptions): Promise<ReturnType<typeof createFakeEngine>> {
  const engine = createFakeEngine(remembered);
  editor = await editorAgainst(() => Promise.resolve(engine), options);
  await editor.until(() => editor.statuses.some(({ state }) => state === "ready"));
  return engine;
}

const different = (count: number): string =>
  Array.from({ length: count }, (_, index) => `Their going to number ${String(index)}.\n`).join("");

test("a document of more sentences than the cache holds is done in one pass, and an edit costs one sentence", async () => {
  const engine = await start(50, { settings: { maxFindings: 10_000 } });
  const document = editor.open(different(500));
  expect(await editor.findings(document)).toHaveLength(500);
  expect(engine.scored).toHaveLength(500);
  editor.replace(document, "number 100", "number hundred");
  expect(await editor.request(checkFile, { uri: document.uri })).toMatchObject({ findings: 500, checking: false });
  expect(engine.scored).toHaveLength(501);
});

test("a closed text of more sentences than the cache holds is done in one pass", async () => {
  const engine = await start(50, { settings: { maxFindings: 10_000 } });
  const closed = { uri: "file:///folder/closed.md", languageId: "markdown", text: different(500) };
  expect((await editor.request(checkText, closed)).diagnostics).toHaveLength(500);
  expect(engine.scored).toHaveLength(500);
});

test("two documents that do not fit into the cache together both come to rest", async () => {
  const engine = await start(50);
  const documents = ["a", "b"].map((name) =>
    editor.open(different(60).replaceAll("number", name), "markdown", `file:///folder/${name}.md`),
  );
  for (const document of [...documents, ...documents]) expect(await editor.findings(document)).toHaveLength(60);
  expect(engine.scored).toHaveLength(120);
});

test("50,000 different sentences are done in one pass, in bounded memory", async () => {
  const engine = await start(undefined, { settings: { maxFileSize: 10_000 } });
  const document = editor.open(different(50_000));
  const before = process.memoryUsage().rss;
  expect(await editor.request(checkFile, { uri: document.uri })).toMatchObject({ checking: false });
  expect(engine.scored).toHaveLength(50_000);
  expect(process.memoryUsage().rss - before).toBeLessThan(600_000_000);
}, 120_000);
