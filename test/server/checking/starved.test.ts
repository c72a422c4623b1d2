import { setTimeout as later } from "node:timers/promises";
import { afterEach, expect, test, vi } from "vitest";
import { CancellationTokenSource, type Diagnostic } from "vscode-languageserver/node";
import { createChecker } from "../../../src/grammar/checker.js";
import { loadModel } from "../../../src/inference/node/loadModel.js";
import { RuntimeThread } from "../../../src/inference/node/onnxThread.js";
import { defaultTiming } from "../../../src/server/checking/timing.js";
import { modelFolder, settings } from "../../inference/shippedModel.js";
import { type Editor, editorAgainst } from "../editorAgainst.js";

// With the model that ships, since only its runs take long enough to be cut off.

/** Half-deleted sentences and open markup, as after an accident; nothing of it is known beforehand. */
const text = `b oks ar $$put away th night bef re and\`\`\`js
he never as\u0301k them abou  Thei own, a table well mad</di

#aiting

We was happy that thee rain has stopt ----
a neighbour a\ts soon as hous has been clean.
The \`chair\`\`\`s are emp

Wh“to” isimport { open } from "door";`;
/** Milliseconds between two pulls; a model's run takes longer. */
const EVERY = 50;
const PATIENCE = 60_000;

let editor: Editor | undefined;
afterEach(() => {
  editor?.dispose();
  vi.restoreAllMocks();
});

async function start(): Promise<{ editor: Editor; runs(): number }> {
  const model = await loadModel(modelFolder, settings);
  const run = vi.spyOn(RuntimeThread.prototype, "run");
  const engine = { checker: createChecker(model), close: () => model.close() };
  editor = await editorAgainst(() => Promise.resolve(engine), { timing: defaultTiming });
  const started = editor;
  await started.until(() => started.statuses.some(({ state }) => state === "ready"));
  return { editor: started, runs: () => run.mock.calls.length };
}

test("a document that is pulled again every 50 ms is done, in no more runs than one that is pulled in peace, and at rest it runs nothing", async () => {
  const hasty = await start();
  const document = hasty.editor.open(text);
  const shown = await pullInHaste(hasty.editor, document);
  const inHaste = hasty.runs();
  await later(1_000);
  expect(hasty.runs()).toBe(inHaste);
  const refreshes = hasty.editor.refreshes();
  await later(1_000);
  expect(hasty.editor.refreshes()).toBe(refreshes);
  await hasty.editor.shutDown();
  hasty.editor.dispose();
  vi.restoreAllMocks();

  const calm = await start();
  const expected = await calm.editor.findings(calm.editor.open(text));
  expect(expected.length).toBeGreaterThan(2);
  expect(shown).toEqual(expected);
  await calm.editor.shutDown();
  expect(calm.runs()).toBeGreaterThan(5);
  expect(inHaste).toBeLessThan(1.5 * calm.runs());
}, 2 * PATIENCE); // prettier-ignore

/** Each pull gives up the one before, whether that was answered or not. @returns what is shown when the server says that no more is to come */
async function pullInHaste(from: Editor, document: Parameters<Editor["pull"]>[0]): Promise<readonly Diagnostic[]> {
  let shown: readonly Diagnostic[] = [];
  let last = new CancellationTokenSource();
  const isDone = (): boolean => from.documentStatuses.some(({ uri, checking }) => uri === document.uri && !checking);
  for (const end = Date.now() + PATIENCE; !isDone() && Date.now() < end; await later(EVERY)) {
    last.cancel();
    last = new CancellationTokenSource();
    from.pull(document, undefined, last.token).then(
      (report) => (shown = report.kind === "full" ? report.items : shown),
      () => undefined,
    );
  }
  expect(isDone()).toBe(true);
  const report = await from.pull(document);
  return report.kind === "full" ? report.items : shown;
}
