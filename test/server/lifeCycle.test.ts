import { afterEach, expect, test, vi } from "vitest";
import { checkFile, pause } from "../../src/protocol.js";
import { editorAgainst, quick, type Editor, type EditorOptions } from "./editorAgainst.js";
import { createFakeEngine } from "./fakeEngine.js";

let editor: Editor;
afterEach(() => {
  editor.dispose();
  vi.unstubAllGlobals();
});

async function start(options?: EditorOptions): Promise<ReturnType<typeof createFakeEngine>> {
  const engine = createFakeEngine();
  editor = await editorAgainst(() => Promise.resolve(engine), options);
  await editor.until(() => editor.statuses.some(({ state }) => state === "ready"));
  return engine;
}

test("a broken model is told once, and every request is still answered", async () => {
  let loads = 0;
  editor = await editorAgainst(() => {
    loads++;
    return Promise.reject(new Error("model/model.json is missing. Install Cloze again."));
  });
  await editor.until(() => editor.messages.length > 0);
  const document = editor.open("Their going home.\n");
  expect(await editor.pull(document)).toMatchObject({ kind: "full", items: [] });
  expect(await editor.request(checkFile, { uri: document.uri })).toMatchObject({ findings: 0 });
  expect(await editor.actions(document, [])).toEqual([]);
  expect(editor.messages).toEqual(["model/model.json is missing. Install Cloze again."]);
  expect(editor.statuses.at(-1)).toEqual({
    state: "error",
    problem: "model/model.json is missing. Install Cloze again.",
  });
  expect(loads).toBe(1);
});

test("a model that breaks while it runs leaves the server up, and the log without the text", async () => {
  const engine = await start();
  engine.failWith(new Error("The model stopped."));
  const document = editor.open("Their going home.\n");
  expect(await editor.pull(document)).toMatchObject({ items: [] });
  expect(await editor.request(checkFile, { uri: document.uri })).toMatchObject({ findings: 0 });
  await editor.until(() => editor.statuses.at(-1)?.state === "error");
  expect(editor.logged.join()).toContain("The model stopped.");
  expect(editor.logged.join()).not.toContain("going");
  engine.failWith(undefined);
  expect(await editor.findings(document)).toHaveLength(1);
});

test("while paused nothing is reported or scored, and afterwards everything is again", async () => {
  const engine = await start();
  const document = editor.open("Their going home.\n");
  await editor.request(pause, { paused: true });
  expect(await editor.pull(document)).toMatchObject({ items: [] });
  expect(engine.scored).toEqual([]);
  expect(editor.statuses.at(-1)).toEqual({ state: "paused" });
  await editor.request(pause, { paused: false });
  expect(await editor.findings(document)).toHaveLength(1);
});

test("the model's memory is given back after a while without use, and the model comes back on the next", async () => {
  const engines = [createFakeEngine(), createFakeEngine()];
  let loads = 0;
  editor = await editorAgainst(() => Promise.resolve(engines[loads++]!), { timing: { ...quick, keepModel: 300 } });
  const document = editor.open("Their going home.\n");
  expect(await editor.findings(document)).toHaveLength(1);
  while (!engines[0]!.isClosed()) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(loads).toBe(1);
  expect(await editor.pull(document)).toMatchObject({ items: [{ code: "possessive-or-contraction" }] });
  expect(await editor.findings(document)).toHaveLength(1);
  expect(loads).toBe(2);
});

/** The timers that wait, of all that are set from now on. */
function watchTimers(): ReadonlySet<unknown> {
  const waiting = new Set<unknown>();
  const { setTimeout: set, clearTimeout: clear } = globalThis;
  vi.stubGlobal("setTimeout", (call: () => void, wait?: number) => {
    const timer = set(() => {
      waiting.delete(timer);
      call();
    }, wait);
    waiting.add(timer);
    return timer;
  });
  vi.stubGlobal("clearTimeout", (timer: NodeJS.Timeout | undefined) => {
    waiting.delete(timer);
    clear(timer);
  });
  return waiting;
}

test("when nothing changes no timer runs, but the one that gives the model back", async () => {
  await start();
  const timers = watchTimers();
  const document = editor.open("We\n");
  await editor.findings(document);
  expect(timers.size).toBe(1);
  editor.replace(document, "We", "We recieve");
  expect(await editor.findings(document)).toHaveLength(1);
  expect(timers.size).toBe(1);
});

test("while a sentence is being typed one more timer runs, and none for a document that is closed", async () => {
  await start({ timing: { ...quick, idleDelay: 60_000 } });
  const timers = watchTimers();
  const document = editor.open("We\n");
  await editor.findings(document);
  editor.replace(document, "We", "We recieve");
  expect(await editor.pull(document)).toMatchObject({ items: [] });
  expect(timers.size).toBe(2);
  const other = editor.open("We\n", "markdown", "file:///folder/other.md");
  editor.close(document);
  await editor.findings(other);
  expect(timers.size).toBe(1);
});

test("a check of the whole file does not interrupt itself, however slow the model", async () => {
  const engine = createFakeEngine();
  const { checker } = engine;
  const score: typeof checker.score = async (sentences, isCancelled) => {
    await new Promise((resolve) => setTimeout(resolve, 5 * quick.refreshEvery));
    await checker.score(sentences, isCancelled);
  };
  editor = await editorAgainst(() => Promise.resolve({ ...engine, checker: { ...checker, score } }));
  await editor.until(() => editor.statuses.some(({ state }) => state === "ready"));
  const document = editor.open("Their going home.\n");
  expect(await editor.request(checkFile, { uri: document.uri })).toMatchObject({ findings: 1, checking: false });
});

/** Sentences of which each has a finding. */
const long = Array.from({ length: 100 }, (_, index) => `Their going to number ${String(index)}.\n`).join("");

test("a pause stops the check of the whole file before it is answered", async () => {
  const engine = await start();
  engine.setGate("closed");
  const document = editor.open(long);
  const whole = editor.request(checkFile, { uri: document.uri });
  await editor.until(() => editor.statuses.at(-1)?.state === "checking");
  const stopped = expect(whole).rejects.toMatchObject({ code: -32800 });
  await editor.request(pause, { paused: true });
  engine.setGate("open");
  await stopped;
  expect(await editor.pull(document)).toMatchObject({ items: [] });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(engine.scored).toEqual([]);
});

test("to close a document stops the check of it", async () => {
  const engine = await start();
  engine.setGate("closed");
  const document = editor.open(long);
  const whole = editor.request(checkFile, { uri: document.uri });
  await editor.until(() => editor.statuses.at(-1)?.state === "checking");
  const stopped = expect(whole).rejects.toMatchObject({ code: -32800 });
  editor.close(document);
  await stopped;
  await editor.until(() => editor.statuses.at(-1)?.state === "ready");
  engine.setGate("open");
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(engine.scored).toEqual([]);
});

test("pulled again and again, each time as soon as the last is answered, a document gets its findings", async () => {
  const engine = createFakeEngine();
  const { checker } = engine;
  // Nothing of a portion is known before all its runs are done, and a run takes longer than an answer may.
  const score: typeof checker.score = async (sentences, isCancelled) => {
    for (let run = 0; run < 5; run++) {
      if (await isCancelled()) return;
      await new Promise((resolve) => setTimeout(resolve, 2 * quick.answerWithin));
    }
    await checker.score(sentences, isCancelled);
  };
  editor = await editorAgainst(() => Promise.resolve({ ...engine, checker: { ...checker, score } }));
  await editor.until(() => editor.statuses.some(({ state }) => state === "ready"));
  const document = editor.open("Their going home.\n");
  let found = 0;
  for (let pulls = 0; pulls < 100 && found === 0; pulls++) {
    const report = await editor.pull(document);
    found = report.kind === "full" ? report.items.length : 0;
  }
  expect(found).toBe(1);
});

test("no save waits for the server: it is told of it afterwards", async () => {
  await start();
  const { textDocumentSync } = editor.capabilities;
  expect(textDocumentSync).toMatchObject({ save: true });
  expect(JSON.stringify([textDocumentSync, editor.registrations])).not.toContain("willSave");
});
