import { afterEach, expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type CodeAction, CodeActionTriggerKind, type Diagnostic, type Range } from "vscode-languageserver/node";
import { checkText, ignoredHere, type IgnoreHereArgument, tell } from "../../../src/protocol.js";
import { type Editor, editorAgainst, type EditorOptions } from "../editorAgainst.js";
import { createFakeEngine } from "../fakeEngine.js";

let editor: Editor;
afterEach(() => editor.dispose());

interface Opened {
  readonly document: TextDocument;
  readonly diagnostics: Diagnostic[];
  readonly actions: CodeAction[];
}

/** Opens the text and asks for the quick fixes of its first finding. */
async function open(text: string, languageId = "markdown", options: EditorOptions = {}): Promise<Opened> {
  editor = await editorAgainst(() => Promise.resolve(createFakeEngine()), options);
  const document = editor.open(text, languageId);
  const diagnostics = await editor.findings(document);
  return { document, diagnostics, actions: await editor.actions(document, diagnostics.slice(0, 1)) };
}

const titled = (actions: readonly CodeAction[], start: string): CodeAction | undefined =>
  actions.find(({ title }) => title.startsWith(start));

/** The document's text after the action's edit. */
function applied(document: TextDocument, action: CodeAction | undefined): string {
  const [change] = action?.edit?.documentChanges ?? [];
  if (!change || !("edits" in change)) throw new Error("The action has no edit.");
  if (change.textDocument.version !== document.version) throw new Error("The edit is for another version.");
  return TextDocument.applyEdits(
    document,
    change.edits.map((edit) => ({
      range: (edit as { range: Range }).range,
      newText: (edit as { newText: string }).newText,
    })),
  );
}

test.each([
  ["Their going home.\n", "They're going home.\n"],
  ["It stops in case error.\n", "It stops in case of error.\n"],
  ["We see the the cat.\n", "We see the cat.\n"],
  ["👩 Line.\r\nWe recieve it.\r\n", "👩 Line.\r\nWe receive it.\r\n"],
])("the preferred fix of %j", async (text, expected) => {
  const { document, actions } = await open(text);
  expect(
    applied(
      document,
      actions.find(({ isPreferred }) => isPreferred),
    ),
  ).toBe(expected);
});

test("the menu: the top prediction and the others with their probabilities, then dictionary and ignoring", async () => {
  const { actions } = await open("We recieve it.\n", "markdown", { folder: "file:///folder" });
  expect(actions.map(({ title }) => title)).toEqual([
    "“recieve” → “receive” (97 %)",
    "Add “recieve” to my dictionary",
    "Add “recieve” to the workspace dictionary",
    "Ignore in this sentence",
    "Ignore everywhere: “recieve” → “receive”",
    "Ignore findings on this line (adds a comment)",
    "Ignore “recieve” in this file (adds a comment)",
  ]);
  expect(new Set(actions.map(({ kind }) => kind))).toEqual(new Set(["quickfix"]));
  expect(actions.every(({ diagnostics }) => diagnostics?.length === 1)).toBe(true);
});

test.each([
  ["a words", ["“a” → “the” (60 %)", "“a” → “some” (20 %)", "“a” → “my” (3 %)"]],
  ["Their going home.", ["“Their” → “They're” (97 %)"]],
])("of %j at most three fixes are offered, and only likely ones", async (text, expected) => {
  const { actions } = await open(text);
  expect(actions.map(({ title }) => title).filter((title) => title.endsWith(" %)"))).toEqual(expected);
});

test("a word that everybody knows goes into no dictionary", async () => {
  const { actions } = await open("Their going home.\n", "markdown", { folder: "file:///folder" });
  expect(titled(actions, "Add")).toBeUndefined();
});

test("outside a workspace folder there is no workspace dictionary, and a missing word goes into none", async () => {
  const { actions } = await open("It stops in case error.\n");
  expect(actions.map(({ title }) => title)).toEqual([
    "Insert “of” (97 %)",
    "Ignore in this sentence",
    "Ignore everywhere: Insert “of”",
    "Ignore findings on this line (adds a comment)",
  ]);
});

test.each([
  ["Their going home.", "Their going home. <!-- cloze-disable-line -->"],
  ["Their going home.  \nMore.", "Their going home. <!-- cloze-disable-line -->  \nMore."],
  ["| Their going |\r\n", "| Their going <!-- cloze-disable-line --> |\r\n"],
  ["# We recieve #\n", "# We recieve <!-- cloze-disable-line --> #\n"],
])("a line is silenced at its end: %j", async (text, expected) => {
  const { document, actions } = await open(text);
  expect(applied(document, titled(actions, "Ignore findings"))).toBe(expected);
});

test("a line that was silenced is silent", async () => {
  const { document, actions } = await open("Their going home.\n\nWe recieve it.\n");
  const text = applied(document, titled(actions, "Ignore findings"));
  const silenced = editor.open(text, "markdown", "file:///folder/silenced.md");
  expect(await editor.findings(silenced)).toMatchObject([{ code: "unknown-word" }]);
});

test("plain text has no comments, so no line can be silenced", async () => {
  const { actions } = await open("Their going home.\n", "plaintext");
  expect(titled(actions, "Ignore findings")).toBeUndefined();
});

test("all of the same are fixed at once", async () => {
  const { document, actions } = await open("We recieve it.\nTheir going.\nThey recieve it.\n");
  expect(applied(document, titled(actions, "Fix all"))).toBe("We receive it.\nTheir going.\nThey receive it.\n");
});

test("a fix is offered only while its text still stands there", async () => {
  const { document, diagnostics } = await open("It stops in case error.\n");
  editor.replace(document, "error", "power");
  expect(await editor.actions(document, diagnostics)).toEqual([]);
  editor.replace(document, "power", "error");
  expect((await editor.actions(document, diagnostics)).length).toBeGreaterThan(0);
  editor.replace(document, "It", "Look, it");
  expect(await editor.actions(document, diagnostics)).toEqual([]);
});

test("fix all takes what is sure enough, only from the report of this very version", async () => {
  const { document } = await open("Their going home.\nWe recieve it.\n");
  const [action, ...others] = await editor.actions(document, [], ["source.fixAll"]);
  expect(others).toEqual([]);
  expect(action?.kind).toBe("source.fixAll.cloze");
  expect(applied(document, action)).toBe("They're going home.\nWe receive it.\n");
  editor.replace(document, "home", "away");
  expect(await editor.actions(document, [], ["source.fixAll"])).toEqual([]);
});

test("what was found in an older text is not fixed unseen, though it still shows", async () => {
  const engine = createFakeEngine();
  editor = await editorAgainst(() => Promise.resolve(engine));
  const document = editor.open("He go home.\nHe go out.\n");
  expect(await editor.findings(document)).toHaveLength(2);
  engine.setGate("closed");
  editor.replace(document, "He go home", "They go home");
  expect(await editor.pull(document)).toMatchObject({ items: [{ data: { original: "go" } }, {}] });
  const shown = (await editor.pull(document)) as { items: Diagnostic[] };
  const [all] = await editor.actions(document, [], ["source.fixAll"]);
  expect(applied(document, all)).toBe("They go home.\nHe goes out.\n");
  expect(titled(await editor.actions(document, shown.items.slice(1)), "Fix all")).toBeUndefined();
});

test("a finding that is ignored in its sentence stays so when the sentence moves, and only there", async () => {
  const { document, actions } = await open("Zero.\n\nHe go home.\n\nHe go out.\n");
  const argument = titled(actions, "Ignore in this sentence")?.command?.arguments?.[0] as IgnoreHereArgument;
  expect(argument).toMatchObject({ original: "go", fix: "goes" });
  expect(argument.key).toMatch(/^[\w-]{22}$/);
  await editor.notify(ignoredHere, { keys: [argument.key] });
  expect(await editor.findings(document)).toMatchObject([{ range: { start: { line: 4 } } }]);
  editor.replace(document, "Zero", "Zero.\n\nOne");
  expect(await editor.findings(document)).toMatchObject([{ range: { start: { line: 6 } } }]);
  const closed = { uri: "file:///folder/closed.md", languageId: "markdown", text: "He go home.\n" };
  expect((await editor.request(checkText, closed)).diagnostics).toEqual([]);
  await editor.notify(ignoredHere, { keys: [] });
  expect(await editor.findings(document)).toHaveLength(2);
});

/** What the server has said about what was just done. */
function listen(): string[] {
  const told: string[] = [];
  editor.onNotification(tell, ({ message }) => told.push(message));
  return told;
}

test("an action that is chosen after the text has changed does nothing, and says so", async () => {
  const { document, actions } = await open("Their going home.\n", "markdown", { choosesFirst: true });
  const told = listen();
  const [fix] = actions;
  expect(fix?.edit).toBeUndefined();
  expect(applied(document, await editor.choose(fix!))).toBe("They're going home.\n");
  editor.replace(document, "Their", "One.\n\nTheir");
  expect((await editor.choose(fix!)).edit).toBeUndefined();
  expect(told).toEqual(["Cloze: the text has changed, so nothing was done."]);
});

test("fix all says what it left and why; when a file is saved, only if it did something", async () => {
  const options: EditorOptions = { choosesFirst: true };
  const { document } = await open("Their going home.\n\nIt is a words.\n\nIt is a words.\n", "markdown", options);
  const told = listen();
  const fixAll = (kind?: CodeActionTriggerKind): Promise<CodeAction[]> =>
    editor.actions(document, [], ["source.fixAll"], kind);
  const [action] = await fixAll();
  expect(applied(document, await editor.choose(action!))).toMatch(/^They're going/);
  editor.replace(document, "Their", "They're");
  await editor.findings(document);
  expect(await fixAll(CodeActionTriggerKind.Automatic)).toEqual([]);
  const [nothing] = await fixAll(CodeActionTriggerKind.Invoked);
  expect((await editor.choose(nothing!)).edit).toBeUndefined();
  expect(told).toEqual([
    "Cloze: 1 fixed. Left: 2 less sure than 95 %. “Fix Everything Shown in This File” shows them.",
    "Cloze: 0 fixed. Left: 2 less sure than 95 %. “Fix Everything Shown in This File” shows them.",
  ]);
});

test("where all is well, fix all is not offered", async () => {
  const { document } = await open("All is well.\n", "markdown", { choosesFirst: true });
  expect(await editor.actions(document, [], ["source.fixAll"])).toEqual([]);
});

test("kinds that were not asked for are not made", async () => {
  const { document, diagnostics } = await open("Their going home.\n");
  expect(await editor.actions(document, diagnostics, ["refactor"])).toEqual([]);
  expect(await editor.actions(document, diagnostics, ["source.fixAll.other"])).toEqual([]);
});

test("diagnostics of others and broken data are let be", async () => {
  const { document, diagnostics } = await open("Their going home.\n");
  const [own] = diagnostics;
  const foreign = [
    { ...own!, source: "Other" },
    { ...own!, data: null },
    { ...own!, data: { original: 1 } },
  ];
  expect(await editor.actions(document, foreign)).toEqual([]);
});

test("of several folders each has a dictionary, and they share one beside the workspace's file", async () => {
  const folders = ["file:///one", "file:///two"];
  editor = await editorAgainst(() => Promise.resolve(createFakeEngine()), {
    folders,
    initialization: { workspaceDictionary: "file:///shared/.cloze-words.txt" },
  });
  const document = editor.open("We recieve it.\n", "markdown", "file:///two/a.md");
  const actions = await editor.actions(document, await editor.findings(document));
  const offered = actions.filter(({ title }) => title.startsWith("Add"));
  expect(offered.map(({ title, command }) => [title, command?.arguments])).toEqual([
    ["Add “recieve” to my dictionary", [{ word: "recieve", uri: document.uri, scope: "user" }]],
    ["Add “recieve” to the dictionary of two", [{ word: "recieve", uri: document.uri, scope: "folder" }]],
    ["Add “recieve” to the workspace dictionary", [{ word: "recieve", uri: document.uri, scope: "workspace" }]],
  ]);
});

test.each([
  ["We recieve it.\n", "We recieve it.\n\n<!-- cloze-ignore recieve -->\n"],
  ["We recieve it.", "We recieve it.\n\n<!-- cloze-ignore recieve -->\n"],
  ["We recieve it.\r\n", "We recieve it.\r\n\r\n<!-- cloze-ignore recieve -->\r\n"],
  ["<!-- cloze-ignore foo -->\n\nWe recieve it.\n", "<!-- cloze-ignore foo recieve -->\n\nWe recieve it.\n"],
])("a word is ignored in the whole file: %j", async (text, expected) => {
  const { document, actions } = await open(text);
  const silenced = applied(document, titled(actions, "Ignore “recieve”"));
  expect(silenced).toBe(expected);
  expect(await editor.findings(editor.open(silenced, "markdown", "file:///folder/silenced.md"))).toEqual([]);
});
