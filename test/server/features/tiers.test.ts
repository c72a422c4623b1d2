import { afterEach, expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type CodeAction, type Diagnostic, DiagnosticSeverity, type Range } from "vscode-languageserver/node";
import { checkText, shownFixes, tell } from "../../../src/protocol.js";
import { type Editor, editorAgainst, type EditorOptions } from "../editorAgainst.js";
import { createFakeEngine } from "../fakeEngine.js";

let editor: Editor;
afterEach(() => editor.dispose());

async function open(
  text: string,
  options: EditorOptions = {},
): Promise<{ document: TextDocument; found: Diagnostic[] }> {
  editor = await editorAgainst(() => Promise.resolve(createFakeEngine()), options);
  const document = editor.open(text);
  return { document, found: await editor.findings(document) };
}

/** Titles of the fixes, each with its chance. */
const fixesOf = (actions: readonly CodeAction[]): string[] =>
  actions.flatMap(({ title }) => (title.endsWith(" %)") ? [title] : []));

function applied(document: TextDocument, action: CodeAction | undefined): string {
  const [change] = action?.edit?.documentChanges ?? [];
  if (!change || !("edits" in change)) throw new Error("The action has no edit.");
  return TextDocument.applyEdits(document, change.edits as { range: Range; newText: string }[]);
}

const PERHAPS = "You uses it.\n";

test("what is perhaps wrong is a hint with fixes, and the status does not count it", async () => {
  const { document, found } = await open(`${PERHAPS}\nTheir going.\n`);
  expect(found.map(({ severity, message }) => [severity, String(message).slice(-4)])).toEqual([
    [DiagnosticSeverity.Hint, "40 %"],
    [DiagnosticSeverity.Information, "99 %"],
  ]);
  expect(editor.documentStatuses.at(-1)).toMatchObject({ findings: 1 });
  const [fix] = await editor.actions(document, found.slice(0, 1));
  expect(fix).toMatchObject({ title: "“uses” → “use” (40 %)", isPreferred: true });
  expect(applied(document, fix)).toMatch(/^You use it/u);
});

test("the severity that the writer has chosen is that of what is sure", async () => {
  const { found } = await open(`${PERHAPS}\nThey recieve it.\n`, { settings: { severity: { spelling: "error", agreement: "error", wordChoice: "error" } } }); // prettier-ignore
  expect(found.map(({ severity }) => severity)).toEqual([DiagnosticSeverity.Hint, DiagnosticSeverity.Error]);
});

test("who wants few findings sees no hints", async () => {
  const { found } = await open(`${PERHAPS}\nTheir going.\n`, { settings: { sensitivity: "relaxed" } });
  expect(found.map(({ severity }) => severity)).toEqual([DiagnosticSeverity.Information]);
});

test("a category has its own sensitivity where the writer has chosen one", async () => {
  const { found } = await open(`${PERHAPS}\nTheir going.\n`, { settings: { categorySensitivity: { spelling: "relaxed" } } }); // prettier-ignore
  expect(found.map(({ severity }) => severity)).toEqual([DiagnosticSeverity.Information]);
});

test("hints are left alone by whatever fixes many at once, and where no editor shows them", async () => {
  const { document } = await open(`${PERHAPS}\nTheir going.\n`);
  const [all] = await editor.actions(document, [], ["source.fixAll"]);
  expect(applied(document, all)).toBe("You uses it.\n\nThey're going.\n");
  const shown = await editor.request(shownFixes, { uri: document.uri });
  expect(shown?.fixes.map(({ title }) => title)).toEqual(["“Their” → “They're”"]);
  const closed = { uri: "file:///folder/closed.md", languageId: "markdown", text: document.getText() };
  const { diagnostics } = await editor.request(checkText, closed);
  expect(diagnostics.map(({ code }) => code)).toEqual(["possessive-or-contraction"]);
});

test("where only hints are left there is nothing to fix at once, and nothing is said of them", async () => {
  const { document } = await open(PERHAPS, { choosesFirst: true });
  expect(await editor.actions(document, [], ["source.fixAll"])).toEqual([]);
});

const EITHER = "The limits is known.\n";

test("one mistake with two corrections is underlined once, where the likelier is", async () => {
  const { found } = await open(EITHER);
  expect(found).toMatchObject([{ range: { start: { character: 4 }, end: { character: 10 } } }]);
  expect(found[0]?.message).toBe("“limits” → “limit” or “is” → “are”: one of the two is needed · 96 %");
  expect(found[0]?.severity).toBe(DiagnosticSeverity.Information);
});

test("the menu has the corrections of both places, in the order of their chances", async () => {
  const { document, found } = await open(EITHER);
  const actions = await editor.actions(document, found);
  expect(fixesOf(actions)).toEqual(["“limits” → “limit” (46 %)", "“is” → “are” (44 %)", "“is” → “were” (4 %)"]);
  expect(actions.map((action) => action.isPreferred === true)).toEqual(actions.map((_, index) => index === 0));
  expect(applied(document, actions[1])).toBe("The limits are known.\n");
});

test("a correction of another place is offered only while its own text stands there", async () => {
  const { document, found } = await open(EITHER);
  editor.replace(document, "is", "was");
  expect(fixesOf(await editor.actions(document, found))).toEqual(["“limits” → “limit” (46 %)"]);
});

test("the hover has them, too", async () => {
  const { document } = await open(EITHER);
  const hover = await editor.hover(document, { line: 0, character: 5 });
  const rows = (hover?.contents as { value: string }).value.split("\n").filter((line) => line.startsWith("| “"));
  expect(rows.map((line) => line.split(" | ")[0])).toEqual([
    "| “limits” → “limit”",
    "| “is” → “are”",
    "| “is” → “were”",
    "| “limits” → “limited”",
    "| “limits”, as typed",
  ]);
});

test("what has two corrections of like chances is not fixed without being looked at", async () => {
  const { document } = await open(`${EITHER}\nThey recieve it.\n`, { choosesFirst: true });
  const told: string[] = [];
  editor.onNotification(tell, ({ message }) => told.push(message));
  const [all] = await editor.actions(document, [], ["source.fixAll"]);
  expect(applied(document, await editor.choose(all!))).toBe(`${EITHER}\nThey receive it.\n`);
  expect(told).toEqual([
    "Cloze: 1 fixed. Left: 1 less sure than 95 %. “Fix Everything Shown in This File” shows them.",
  ]);
});
