import { afterEach, expect, test } from "vitest";
import type { EngineSettings } from "../../../src/server/checking/engine.js";
import { editorAgainst, quick, type Editor, type EditorOptions } from "../editorAgainst.js";
import { createFakeEngine, type FakeEngine } from "../fakeEngine.js";

// What the settings promise, where `settings.test.ts` has only how they are read.

let editor: Editor;
afterEach(() => editor.dispose());

async function start(options?: EditorOptions): Promise<FakeEngine> {
  const engine = createFakeEngine();
  editor = await editorAgainst(() => Promise.resolve(engine), options);
  await editor.until(() => editor.statuses.some(({ state }) => state === "ready"));
  return engine;
}

test("enable: switched off, nothing is scored or reported, and the status says why; switched on, everything is", async () => {
  const engine = await start({ settings: { enable: false } });
  const document = editor.open("Their going home.\n");
  expect(await editor.findings(document)).toEqual([]);
  expect(editor.documentStatuses.at(-1)).toMatchObject({ findings: 0, unchecked: [{ kind: "disabled" }] });
  expect(engine.scored).toEqual([]);
  const refresh = editor.nextRefresh();
  await editor.configure({ enable: true });
  await refresh;
  expect(await editor.findings(document)).toHaveLength(1);
});

test("maxFindings: so many show, the status says that there are more, and of fewer it says nothing", async () => {
  await start({ settings: { maxFindings: 2 } });
  const many = editor.open("Their going home.\n\nWe recieve it.\n\nHe go out.\n");
  expect((await editor.findings(many)).map(({ range }) => range.start.line)).toEqual([0, 2]);
  expect(editor.documentStatuses.at(-1)).toMatchObject({ findings: 2, unchecked: [{ kind: "limit", limit: 2 }] });
  const few = editor.open("Their going home.\n", "markdown", "file:///folder/few.md");
  expect(await editor.findings(few)).toHaveLength(1);
  expect(editor.documentStatuses.at(-1)).toMatchObject({ findings: 1, unchecked: [] });
});

test("scoring, threads and modelPath: the model is loaded with them, and anew when one of them changes", async () => {
  const loads: EngineSettings[] = [];
  const first = { scoring: "exhaustive", threads: 3, modelPath: "/models/mine" } as const;
  editor = await editorAgainst((settings) => (loads.push(settings), Promise.resolve(createFakeEngine())), {
    settings: first,
  });
  const document = editor.open("Their going home.\n");
  expect(await editor.findings(document)).toHaveLength(1);
  expect(loads).toMatchObject([first]);
  for (const change of [{ threads: 2 }, { scoring: "cascade" }, { modelPath: "/models/other" }]) {
    const refresh = editor.nextRefresh();
    await editor.configure({ ...first, ...change });
    await refresh;
    await editor.findings(document);
    expect(loads.at(-1)).toMatchObject({ ...first, ...change });
  }
  expect(loads).toHaveLength(4);
});

test("findings wait for the pause after the last key, though they are known before", async () => {
  const typingPause = 600;
  const engine = await start({ timing: { ...quick, typingPause, headStart: 550, idleDelay: 0 } });
  const document = editor.open("One.\n");
  await editor.findings(document);
  const begin = performance.now();
  editor.replace(document, "One", "Their going");
  let waited = 0;
  const report = editor.pull(document).then((found) => ((waited = performance.now() - begin), found));
  await expect.poll(() => engine.scored.includes("Their going.")).toBe(true);
  expect(await report).toMatchObject({ items: [{ code: "possessive-or-contraction" }] });
  // Of two clocks, one of which counts whole milliseconds.
  expect(waited).toBeGreaterThan(typingPause - 5);
});
