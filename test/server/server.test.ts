import { afterEach, expect, test } from "vitest";
import { CancellationTokenSource, type Diagnostic } from "vscode-languageserver/node";
import { didChangeViewport, checkFile, likelihood } from "../../src/protocol.js";
import { editorAgainst, quick, type Editor, type EditorOptions } from "./editorAgainst.js";
import { createFakeEngine } from "./fakeEngine.js";

let editor: Editor;
afterEach(() => editor.dispose());

async function start(options?: EditorOptions): Promise<ReturnType<typeof createFakeEngine>> {
  const engine = createFakeEngine();
  editor = await editorAgainst(() => Promise.resolve(engine), options);
  await editor.until(() => editor.statuses.some(({ state }) => state === "ready"));
  return engine;
}

/** What stands under each squiggle. */
function underlined(items: readonly Diagnostic[], text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/);
  return items.map(({ range: { start, end } }) => lines[start.line]!.slice(start.character, end.character));
}

test("a document that is opened gets its findings", async () => {
  await start();
  const text = "Their going home.\nWe recieve it.\n";
  const document = editor.open(text);
  const items = await editor.findings(document);
  expect(underlined(items, text)).toEqual(["Their", "recieve"]);
  expect(items[0]).toMatchObject({
    source: "Cloze",
    code: "possessive-or-contraction",
    severity: 3,
    data: { version: 1, original: "Their" },
  });
});

test("a missing word shows on the word that follows, and its data says where to insert", async () => {
  await start();
  const [item] = await editor.findings(editor.open("It stops in case error.\n"));
  expect(item).toMatchObject({
    range: { start: { character: 17 }, end: { character: 22 } },
    data: { replaced: { start: { character: 17 }, end: { character: 17 } }, original: "", anchor: "error" },
  });
});

test("a report that is the same again is not sent again", async () => {
  await start();
  const document = editor.open("Their going home.\n");
  await editor.findings(document);
  const first = await editor.pull(document);
  const again = await editor.pull(document, first.resultId);
  expect(again).toEqual({ kind: "unchanged", resultId: first.resultId });
});

test("a slow model delays no answer: what is known comes first, the rest by a refresh", async () => {
  const engine = await start();
  engine.setGate("closed");
  const document = editor.open("Their going home.\n");
  expect(await editor.pull(document)).toMatchObject({ kind: "full", items: [] });
  expect(editor.documentStatuses.at(-1)).toMatchObject({ checking: true });
  const refresh = editor.nextRefresh();
  engine.setGate("open");
  await refresh;
  expect(await editor.pull(document)).toMatchObject({ items: [{ code: "possessive-or-contraction" }] });
});

test("a document opened again under the same name has none of the closed one's findings", async () => {
  await start();
  const closed = editor.open("Their going home.\n");
  const late = editor.pull(closed).catch((error: unknown) => error);
  editor.close(closed);
  const document = editor.open("We are home.\n", "markdown", closed.uri);
  expect(await late).toBeInstanceOf(Error);
  expect(await editor.pull(document)).toMatchObject({ items: [] });
});

test("while one types, findings whose text is unchanged are reported all the time", async () => {
  const engine = await start();
  const document = editor.open("Their going home.\nWe wai\n");
  await editor.findings(document);
  engine.setGate("closed");
  for (const typed of ["We wait", "We wait ", "We wait f"]) {
    editor.replace(document, typed.slice(0, -1), typed);
    expect(await editor.pull(document)).toMatchObject({ items: [{ code: "possessive-or-contraction" }] });
  }
  editor.replace(document, "home.", "home now.");
  expect(await editor.pull(document)).toMatchObject({ items: [{ code: "possessive-or-contraction" }] });
  editor.replace(document, "Their going", "Thei going");
  expect(await editor.pull(document)).toMatchObject({ items: [] });
});

test("findings move with edits above them", async () => {
  const engine = await start();
  const document = editor.open("One.\nTheir going home.\n");
  await editor.findings(document);
  engine.setGate("closed");
  editor.replace(document, "One.", "One.\nTwo.");
  expect(await editor.pull(document)).toMatchObject({ items: [{ range: { start: { line: 2 } } }] });
});

test("the sentence being typed is left alone until the caret leaves it", async () => {
  const engine = await start({ timing: { ...quick, idleDelay: 60_000 } });
  const document = editor.open("First line.\nWe\n");
  await editor.findings(document);
  editor.replace(document, "We", "We recieve");
  await editor.pull(document);
  await editor.until(() => engine.scored.includes("We recieve"));
  expect(await editor.pull(document)).toMatchObject({ items: [] });
  const refresh = editor.nextRefresh();
  await editor.notify(didChangeViewport, { uri: document.uri, caret: { line: 0, character: 3 }, visible: [] });
  await refresh;
  expect(await editor.findings(document)).toMatchObject([{ code: "unknown-word" }]);
});

test("of the sentence being typed the status says that more may come", async () => {
  const engine = await start({ timing: { ...quick, idleDelay: 60_000 } });
  const document = editor.open("We\n");
  await editor.findings(document);
  editor.replace(document, "We", "We recieve");
  await editor.pull(document);
  await editor.until(() => engine.scored.includes("We recieve"));
  expect(await editor.pull(document)).toMatchObject({ items: [] });
  expect(editor.documentStatuses.at(-1)).toMatchObject({ findings: 0, checking: true });
});

test("the sentence being typed shows its findings after a pause", async () => {
  await start();
  const document = editor.open("We\n");
  await editor.findings(document);
  editor.replace(document, "We", "We recieve");
  expect(await editor.findings(document)).toMatchObject([{ code: "unknown-word" }]);
});

test("whoever asks for the whole file gets the sentence being typed with it, and keeps it", async () => {
  await start({ timing: { ...quick, idleDelay: 60_000 } });
  const document = editor.open("First line.\nWe\n");
  await editor.findings(document);
  editor.replace(document, "We", "We recieve");
  expect(await editor.request(checkFile, { uri: document.uri })).toMatchObject({ findings: 1, checking: false });
  expect(await editor.pull(document)).toMatchObject({ items: [{ code: "unknown-word" }] });
});

test("a pull that the client no longer wants is rejected at once, not answered with nothing", async () => {
  const engine = await start({ timing: { ...quick, typingPause: 60_000, answerWithin: 60_000 } });
  const document = editor.open("Their going home.\n");
  editor.replace(document, "home", "away");
  const inPause = new CancellationTokenSource();
  const first = editor.pull(document, undefined, inPause.token);
  inPause.cancel();
  await expect(first).rejects.toMatchObject({ code: -32800 });

  engine.setGate("closed");
  const other = editor.open("We recieve it.\n", "markdown", "file:///folder/other.md");
  const inScoring = new CancellationTokenSource();
  const second = editor.pull(other, undefined, inScoring.token);
  inScoring.cancel();
  await expect(second).rejects.toMatchObject({ code: -32800 });
});

test("the paragraph at the caret is scored first, then what is visible", async () => {
  const engine = await start();
  const lines = Array.from(
    { length: 60 },
    (_, index) => `Line ${String(index)} is here and is long enough to be far from the others in the file.`,
  );
  engine.setGate("closed");
  const document = editor.open(lines.join("\n"));
  const visible = [{ start: { line: 30, character: 0 }, end: { line: 31, character: 0 } }];
  await editor.notify(didChangeViewport, { uri: document.uri, caret: { line: 50, character: 0 }, visible });
  await editor.pull(document);
  engine.setGate("open");
  await editor.findings(document);
  const order = engine.scored.map((text) => Number(text.split(" ")[1]));
  expect(order.indexOf(50)).toBeLessThan(order.indexOf(30));
  expect(order.indexOf(30)).toBeLessThan(order.indexOf(0));
});

test("new settings count at once", async () => {
  await start();
  const document = editor.open("Their going home.\nWe recieve it.\n");
  expect(await editor.findings(document)).toHaveLength(2);
  const refresh = editor.nextRefresh();
  await editor.configure({ words: ["Recieve"], ignoredPairs: [{ original: "their", fix: "they're" }] });
  await refresh;
  expect(await editor.findings(document)).toEqual([]);
});

test("likelihoods come for the words of the sentences that the range touches", async () => {
  await start();
  const document = editor.open("One two.\nThree four five.\n");
  const place = { line: 1, character: 3 };
  const words = await editor.request(likelihood, { uri: document.uri, range: { start: place, end: place } });
  expect(words.map(({ range, logLikelihood }) => [range.start, logLikelihood])).toEqual([
    [{ line: 1, character: 0 }, -1],
    [{ line: 1, character: 6 }, -2],
    [{ line: 1, character: 11 }, -3],
  ]);
});

test("the source control input box, which no client pulls, gets its findings pushed", async () => {
  await start();
  const document = editor.open("Fix: we recieve it\n", "scminput", "vscode-scm:git/scm0/input");
  await editor.until(() => editor.published.some(({ diagnostics }) => diagnostics.length === 1));
  editor.replace(document, "recieve", "receive");
  await editor.until(() => editor.published.at(-1)?.diagnostics.length === 0);
});

test("the hover tells the runner-up, from the report of this version only", async () => {
  await start();
  const document = editor.open("Their going home.\n");
  await editor.findings(document);
  const hover = await editor.hover(document, { line: 0, character: 2 });
  expect(JSON.stringify(hover)).toContain("There");
  expect(JSON.stringify(hover)).toContain("97 %");
  editor.replace(document, "home", "away");
  expect(await editor.hover(document, { line: 0, character: 2 })).toBeNull();
});

test("a language that nobody has heard of is read by the parser that the settings name", async () => {
  await start({ settings: { languages: { invented: "markdown" } } });
  const document = editor.open("`Their going` home. Their going home.\n", "invented");
  expect(await editor.findings(document)).toMatchObject([{ range: { start: { character: 20 } } }]);
});

const code = 'const text = "Their going home.";\n// Their going home.\n';

test("comments of code are checked when the settings ask for it", async () => {
  await start();
  const document = editor.open(code, "typescript");
  await editor.findings(document);
  expect(editor.documentStatuses.at(-1)?.unchecked).toEqual([{ kind: "language", languageId: "typescript" }]);
  const refresh = editor.nextRefresh();
  await editor.configure({ comments: true });
  await refresh;
  expect(await editor.findings(document)).toMatchObject([{ range: { start: { line: 1, character: 3 } } }]);
});

test("a single language of code can be off, or on alone", async () => {
  await start({ settings: { comments: true, languages: { typescript: "off" } } });
  expect(await editor.findings(editor.open(code, "typescript"))).toEqual([]);
  const refresh = editor.nextRefresh();
  await editor.configure({ languages: { typescript: "typescript" } });
  await refresh;
  expect(await editor.findings(editor.open(code, "typescript", "file:///folder/b.ts"))).toHaveLength(1);
});

test("a large file of code is checked where it is visible, and the status says so", async () => {
  await start({ settings: { comments: true, maxFileSize: 1 } });
  const far = "let a = 1;\n\n".repeat(10_000);
  const document = editor.open(`${code}${far}/* Before.\n\n${code}*/\n`, "typescript");
  expect(underlined(await editor.findings(document), document.getText())).toEqual(["Their"]);
  expect(editor.documentStatuses.at(-1)?.unchecked).toEqual([{ kind: "large", limit: 1 }]);
});
