import { expect, test } from "vitest";
import { likelihoodText, surpriseOf } from "../../src/extension/commands/likelihoodTint.js";
import { nearestFinding } from "../../src/extension/commands/nearestFinding.js";
import { createCrashCounter } from "../../src/extension/crashes.js";
import { withoutWord, withWord } from "../../src/extension/dictionary/dictionaryText.js";
import { documentSelector, languagesOf } from "../../src/extension/documentSelector.js";
import { mergedList, permission, workspaceValue } from "../../src/extension/mergedSettings.js";
import { type DocumentStatus, statusViewOf } from "../../src/extension/status/statusText.js";
import type { DocumentStatusParams } from "../../src/protocol.js";

test.each([
  ["", "word", "word\n"],
  ["apple\nzebra\n", "lemon", "apple\nlemon\nzebra\n"],
  ["zebra\r\napple", "lemon", "apple\r\nlemon\r\nzebra\r\n"],
  ["# ours\n\nb\n", "a", "# ours\na\nb\n"],
  ["b\na", "a", "b\na"],
  ["\uFEFFb\n", "a", "\uFEFFa\nb\n"],
])("%j with %j is %j", (text, word, expected) => {
  expect(withWord(text, word)).toBe(expected);
});

test.each([
  ["apple\nlemon\nzebra\n", "lemon", "apple\nzebra\n"],
  ["# ours\r\n\r\nb\r\na", "a", "# ours\r\n\r\nb\r\n"],
  ["\uFEFFa\nb\n", "a", "b\n"],
  ["apples\n", "apple", "apples\n"],
])("%j without %j is %j", (text, word, expected) => {
  expect(withoutWord(text, word)).toBe(expected);
});

test.each([
  [{ globalValue: "strict" }, undefined],
  [{ globalValue: "strict", workspaceValue: "relaxed" }, "relaxed"],
  [{ workspaceValue: "relaxed", workspaceFolderValue: "balanced" }, "balanced"],
  [
    { workspaceValue: { spelling: false, agreement: false }, workspaceFolderValue: { spelling: true } },
    { spelling: true, agreement: false },
  ],
])("of %j workspace and folder say %j", (inspected, expected) => {
  expect(workspaceValue(inspected)).toEqual(expected);
});

test("lists of all scopes add up, without trust only the user's own", () => {
  const inspected = { defaultValue: ["no"], globalValue: ["a"], workspaceValue: ["b"], workspaceFolderValue: ["c"] };
  expect(mergedList(inspected, "trusted")).toEqual(["a", "b", "c"]);
  expect(mergedList(inspected, "restricted")).toEqual(["a"]);
  expect(mergedList({ globalValue: 5 }, "trusted")).toEqual([5]);
  expect(mergedList(undefined, "trusted")).toEqual([]);
});

test.each([
  [{ defaultValue: true }, true],
  [{ defaultValue: false }, false],
  [{ defaultValue: true, globalValue: false }, false],
  [{ defaultValue: true, globalValue: false, workspaceValue: true, workspaceFolderValue: true }, false],
  [{ defaultValue: true, globalValue: true, workspaceValue: false }, false],
  [{ defaultValue: true, workspaceValue: true, workspaceFolderValue: false }, false],
  [{ defaultValue: true, globalValue: "off" }, false],
  [{ defaultValue: true, globalValue: null }, false],
  [undefined, false],
])("%j permits: %j", (inspected, permits) => {
  expect(permission(inspected)).toBe(permits);
});

test("a server that crashes five times in three minutes is left down", () => {
  const crashes = createCrashCounter();
  const decisions = [0, 1, 2, 3, 4].map((second) => crashes.next(second * 1000));
  expect(decisions).toEqual(["restart", "restart", "restart", "restart", "giveUp"]);
  expect(crashes.next(200_000)).toBe("restart");
});

test("whoever restarts a server by hand has all its attempts again", () => {
  const crashes = createCrashCounter();
  for (let second = 0; second < 10; second++) crashes.next(second * 1000);
  expect(crashes.next(10_000)).toBe("giveUp");
  crashes.reset();
  expect(crashes.next(11_000)).toBe("restart");
});

test("only documents that one writes in are sent to the server", () => {
  const selector = documentSelector({ markdown: "markdown", latex: "off" });
  expect(selector).toContainEqual({ scheme: "untitled", language: "latex" });
  expect(selector.some(({ scheme }) => scheme === "git")).toBe(false);
});

test("languages of all scopes are sent, those of code where a scope wants comments", () => {
  const plain = { languages: { invented: "plain" }, comments: false };
  expect(languagesOf([plain, { languages: undefined, comments: "yes" }])).toEqual({ invented: "plain" });
  const sent = Object.keys(languagesOf([plain, { languages: { swift: "java" }, comments: true }]));
  expect(sent).toEqual(expect.arrayContaining(["invented", "swift", "python", "typescript"]));
});

const ranges = [3, 1, 2].map((line) => ({ start: { line, character: 4 }, end: { line, character: 6 } }));
test.each([
  ["next", 0, 1],
  ["next", 1, 2],
  ["next", 3, 1],
  ["previous", 0, 3],
  ["previous", 2, 1],
] as const)("the %s finding from line %i is in line %i", (direction, line, expected) => {
  expect(nearestFinding(ranges, { line, character: 4 }, direction)?.start.line).toBe(expected);
});

test("without findings there is nowhere to go", () => {
  expect(nearestFinding([], { line: 0, character: 0 }, "next")).toBeUndefined();
});

test.each([
  [0, "expected", "100 %"],
  [Math.log(0.05), "plausible", "5 %"],
  [Math.log(0.0123), "unlikely", "1.2 %"],
  [-20, "surprising", "< 0.01 %"],
])("a log-likelihood of %f is %s", (value, step, text) => {
  expect(surpriseOf(value)).toBe(step);
  expect(likelihoodText(value)).toBe(text);
});

const clean = { uri: "file:///a.md", findings: 0, checking: false, unchecked: [] };
test.each<[string, DocumentStatus, object]>([
  ["starting", { state: "starting", problem: undefined, document: undefined }, { isBusy: true, isUrgent: false }],
  [
    "no findings",
    { state: "ready", problem: undefined, document: clean },
    { text: "Cloze: no findings", severity: "information", detail: "" },
  ],
  [
    "one finding",
    { state: "ready", problem: undefined, document: { ...clean, findings: 1 } },
    { text: "Cloze: 1 finding", action: "nextFinding" },
  ],
  [
    "many findings",
    { state: "checking", problem: undefined, document: { ...clean, findings: 3 } },
    { text: "Cloze: 3 findings", isBusy: true },
  ],
  ["a pause", { state: "paused", problem: undefined, document: clean }, { isUrgent: true, action: "resume" }],
  [
    "a problem",
    { state: "error", problem: "No model.", document: clean },
    { isUrgent: true, severity: "error", detail: "No model.", action: "restart" },
  ],
  [
    "retraining",
    { state: "retraining", problem: undefined, document: clean },
    { text: "Cloze: retraining", isBusy: true, isUrgent: false },
  ],
  [
    "another language",
    {
      state: "ready",
      problem: undefined,
      document: { ...clean, unchecked: [{ kind: "language", languageId: "tex" }] },
    },
    { text: "Cloze: off", detail: "Files of the language “tex” are not checked (setting cloze.languages)." },
  ],
  [
    "a large file",
    {
      state: "ready",
      problem: undefined,
      document: { ...clean, findings: 2, unchecked: [{ kind: "large", limit: 1000 }] },
    },
    { text: "Cloze: 2 findings", severity: "warning" },
  ],
])("the status shows %s", (_, situation, expected) => {
  expect(statusViewOf(situation)).toMatchObject(expected);
});

const shown = (findings: number, checking: boolean, unchecked: DocumentStatusParams["unchecked"] = []) =>
  statusViewOf({
    state: "ready",
    problem: undefined,
    document: { uri: "file:///a.md", findings, checking, unchecked },
  });

test("the status bar tells what is found and what is done, and nothing where there is nothing to check", () => {
  expect(shown(2, false)).toMatchObject({ icon: "pencil", text: "Cloze: 2 findings" });
  expect(shown(0, false).icon).toBe("check");
  expect(shown(2, true)).toMatchObject({ icon: "sync~spin", text: "Cloze: 2 findings" });
  expect(shown(0, false, [{ kind: "disabled" }]).icon).toBe("circle-slash");
  expect(shown(0, false, [{ kind: "language", languageId: "latex" }]).icon).toBeUndefined();
  for (const state of ["ready", "checking", "starting"] as const)
    expect(statusViewOf({ state, problem: undefined, document: undefined }).icon).toBeUndefined();
  expect(statusViewOf({ state: "paused", problem: undefined, document: undefined }).icon).toBe("debug-pause");
});
