import { expect, test } from "vitest";
import { reportDocument } from "../../../src/extension/retrain/reportDocument.js";
import { dataItems, progressText, versionItems } from "../../../src/extension/retrain/retrainTexts.js";
import { modelText, statusViewOf } from "../../../src/extension/status/statusText.js";

test("every source has a switch, on where there is something to learn", () => {
  const counts = { prose: 12, history: 3, fixes: 0, ignored: 1, words: 0 };
  const items = dataItems({ counts, files: 2, notes: [] });
  expect(items.map(({ source, picked }) => [source, picked])).toEqual([
    ["prose", true],
    ["history", true],
    ["fixes", false],
    ["ignored", true],
    ["words", false],
  ]);
  expect(items.map(({ description }) => description)).toEqual([
    "12 sentences in 2 files",
    "3 sentences",
    "0 sentences",
    "1 finding",
    "0 words",
  ]);
});

test.each([
  ["measuring", 290, "Measuring the present model. About 5 minutes left."],
  ["learning", 62, "Learning. About 60 seconds left."],
  ["checking", 4, "Measuring the new model. A few seconds left."],
] as const)("%s with %i seconds left", (phase, secondsLeft, expected) => {
  expect(progressText({ phase, secondsLeft, share: 0.5 })).toBe(expected);
});

test("versions with their dates and figures; which one is in use is said in words", () => {
  const versions = [
    {
      id: "a",
      date: "2025-06-01T10:00:00.000Z",
      figures: "F0.5 50.0 → 60.0",
      kept: "workspace",
      isCurrent: true,
      isForAll: false,
    },
    { id: null, figures: "as installed", isCurrent: false, isForAll: false },
  ] as const;
  expect(versionItems(versions, (date) => date.toISOString().slice(0, 10))).toEqual([
    { id: "a", label: "Retrained 2025-06-01", description: "in use", detail: "F0.5 50.0 → 60.0" },
    { id: null, label: "The model that ships with Cloze", description: "", detail: "as installed" },
  ]);
});

test.each([
  [{ kept: "workspace", isCurrent: false, isForAll: false }, ""],
  [{ kept: "workspace", isCurrent: false, isForAll: true }, "chosen for all workspaces"],
  [{ kept: "everywhere", isCurrent: true, isForAll: true }, "in use · chosen for all workspaces"],
  [{ kept: "everywhere", isCurrent: false, isForAll: false }, "kept for all workspaces"],
] as const)("what a version is to other workspaces is said, too: %o", (standing, expected) => {
  const [item] = versionItems([{ id: "a", date: "2025-06-01T10:00:00.000Z", figures: "", ...standing }], String);
  expect(item?.description).toBe(expected);
});

test("the report's page lets in its own style and nothing else", () => {
  const page = reportDocument("<main></main>", "n0nce");
  expect(page).toContain(`content="default-src 'none'; style-src 'nonce-n0nce'"`);
  expect(page).toContain('<style nonce="n0nce">');
  expect(page).not.toMatch(/#[0-9a-f]{3,6}\b|rgb\(/u);
});

test("the status says which model is in use", () => {
  const format = (date: Date): string => date.toISOString().slice(0, 10);
  expect(modelText({}, format)).toBe("Correction model: as installed");
  const date = "2025-06-01T10:00:00.000Z";
  expect(modelText({ date, scope: "workspace" }, format)).toBe("Correction model: retrained 2025-06-01");
  expect(modelText({ date, scope: "everywhere" }, format)).toBe(
    "Correction model: retrained 2025-06-01, for all workspaces",
  );
});

test("the status says that it retrains", () => {
  const view = statusViewOf({ state: "retraining", problem: undefined, document: undefined });
  expect(view).toMatchObject({ text: "Cloze: retraining", isBusy: true, isUrgent: false });
});
