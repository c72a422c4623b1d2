import { afterEach, beforeEach, expect, test } from "vitest";
import {
  didChangeViewport,
  checkFile,
  checkText,
  likelihood,
  pause,
  retrain,
  suggest,
  useVersion,
} from "../../../src/protocol.js";
import { type Editor, editorAgainst } from "../editorAgainst.js";
import { createFakeEngine } from "../fakeEngine.js";

let editor: Editor;
beforeEach(async () => {
  editor = await editorAgainst(() => Promise.resolve(createFakeEngine()));
  await editor.until(() => editor.statuses.some(({ state }) => state === "ready"));
});
afterEach(() => editor.dispose());

/** Sends what no compiler lets through. */
const request = (method: string, params: unknown): Promise<unknown> => editor.request({ method }, params);

const uri = "file:///folder/test.md";
const place = { line: 0, character: 0 };

test.each([
  ["no fields", {}, "uri is not"],
  ["no places", { uri, visible: [null] }, "visible.0 is not"],
  ["a caret without a line", { uri, visible: [], caret: { character: 1 } }, "caret.line is not"],
  ["a line before the first", { uri, visible: [], caret: { line: -1, character: 0 } }, "caret.line is not"],
  ["a caret that is text", { uri, visible: [], caret: "Their going." }, "caret is not"],
  ["too many places", { uri, visible: Array.from({ length: 200_000 }, () => ({ start: place, end: place })) }, "visible is not"],
  ["nothing", null, "the message is not"],
])("a word on the caret with %s is named in the log, and the document is checked all the same", async (_, params, problem) => {
  const document = editor.open("Their going home.\n");
  expect(await editor.findings(document)).toHaveLength(1);
  await editor.notify<unknown>({ method: didChangeViewport.method }, params);
  await editor.until(() => editor.logged.some((line) => line.includes(`${didChangeViewport.method}: ${problem}`)));
  editor.replace(document, "home", "away");
  expect(await editor.findings(document)).toMatchObject([{ code: "possessive-or-contraction" }]);
  expect(editor.logged.join()).not.toContain("Their going");
}); // prettier-ignore

test.each([
  [pause.method, { paused: "yes" }, "paused is not boolean"],
  [checkFile.method, { uri: 5 }, "uri is not string"],
  [checkText.method, { uri, languageId: "markdown" }, "text is not"],
  [likelihood.method, { uri, range: { start: place } }, "range.end is not"],
  [suggest.method, { uri, caret: { line: 1.5, character: 0 } }, "caret.line is not"],
  [retrain.method, { use: ["prose", "everything"] }, "use.1 is not"],
  [useVersion.method, { id: null, scope: "all" }, "scope is not"],
])("%s with %j is answered with an error that names the field", async (method, params, problem) => {
  await expect(request(method, params)).rejects.toThrow(`${method}: ${problem}`);
  expect(await editor.findings(editor.open("Their going home.\n"))).toHaveLength(1);
});

test("initialization options that cannot be used are named, and a trust that nobody understands is none", async () => {
  editor.dispose();
  editor = await editorAgainst(() => Promise.resolve(createFakeEngine()), {
    folder: "file:///folder",
    initialization: { trusted: "yes", storage: 5, paused: false, texts: { a: 1 } } as never,
  });
  await editor.until(() => editor.logged.filter((line) => line.includes("initializationOptions.")).length === 3);
  await expect(editor.request(useVersion, { id: null, scope: "workspace" })).resolves.toContain("trust");
  expect(await editor.findings(editor.open("Their going home.\n"))).toHaveLength(1);
});
