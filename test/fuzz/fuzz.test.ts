import { setTimeout as later } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Diagnostic } from "vscode-languageserver/node";
import type { LoadEngine } from "../../src/server/checking/engine.js";
import { createRandom, type Random } from "../../src/training/learn/random.js";
import { type Editor, editorAgainst, quick } from "../server/editorAgainst.js";
import { createFakeEngine } from "../server/fakeEngine.js";
import { editOf, firstText, LANGUAGES } from "./edits.js";
import { createUnevenEngine } from "./unevenEngine.js";
import { createWriter, type Writer } from "./writer.js";

/** Other edits are made when another seed is given (README.md). */
const SEED = Number(process.env["CLOZE_SEED"] ?? 1);
const BURSTS = 150;
/** Milliseconds in which a document comes to rest, on a machine that is busy with other things. */
const PATIENCE = 20_000;

let editors: Editor[] = [];
afterEach(() => {
  editors.forEach((editor) => editor.dispose());
  editors = [];
});

async function editorWith(load: LoadEngine): Promise<Editor> {
  const editor = await editorAgainst(load, { timing: { ...quick, idleDelay: 40 } });
  editors.push(editor);
  await editor.until(() => editor.statuses.some(({ state }) => state === "ready"));
  return editor;
}

/** What a writer sees of a finding. */
const seen = (items: readonly Diagnostic[]): unknown[] => items.map(({ range, code, message }) => ({ range, code, message })); // prettier-ignore

function expectInside(items: readonly Diagnostic[], document: TextDocument): void {
  const { length } = document.getText();
  let last = 0;
  for (const { range } of items) {
    const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
    expect([document.positionAt(start), document.positionAt(end)]).toEqual([range.start, range.end]);
    expect(start).toBeGreaterThanOrEqual(last);
    expect(end).toBeGreaterThan(start);
    expect(end).toBeLessThanOrEqual(length);
    last = start;
  }
}

/** One to twenty edits, some with a pause behind them, some with a look elsewhere. */
async function edit(writer: Writer, documents: readonly TextDocument[], random: Random): Promise<number> {
  const edits = 1 + random.below(20);
  for (let left = edits; left > 0; left--) {
    const document = random.pick(documents);
    writer.edit(document, editOf(document.getText(), random));
    if (random.next() < 0.05) writer.lookAt(document, random.below(document.getText().length + 1));
    if (random.next() < 0.3) await later(random.below(30));
  }
  return edits;
}

/** @returns how many findings there are, once the document has come to rest and shows what a server finds that gets the text for the first time */
async function expectAsFresh(writer: Writer, fresh: Editor, document: TextDocument): Promise<number> {
  const opened = fresh.open(document.getText(), document.languageId, document.uri);
  const expected = await fresh.findings(opened);
  fresh.close(opened);
  expectInside(expected, document);
  const isAtRest = await writer.comesToRest(document, PATIENCE);
  const replay = { seed: SEED, language: document.languageId, text: document.getText() };
  expect({ ...replay, isAtRest, shown: seen(writer.shown(document)) }).toEqual({ ...replay, isAtRest: true, shown: seen(expected) }); // prettier-ignore
  return expected.length;
}

test("a document at rest shows what it shows when it is opened, whatever the edits before", async () => {
  const random = createRandom(SEED);
  const writer = createWriter(await editorWith(() => Promise.resolve(createUnevenEngine(createRandom(SEED + 1)))));
  const fresh = await editorWith(() => Promise.resolve(createFakeEngine()));
  const open = (language: string): TextDocument => writer.open(`file:///folder/${language}`, language, firstText(random)); // prettier-ignore
  const documents = LANGUAGES.map(open);
  const counts = { edits: 0, findings: 0 };
  for (let burst = 0; burst < BURSTS; burst++) {
    const at = random.below(documents.length);
    const burstOf = [documents[at]!, ...(random.next() < 0.3 ? [random.pick(documents)] : [])];
    counts.edits += await edit(writer, burstOf, random);
    for (const document of burstOf) counts.findings += await expectAsFresh(writer, fresh, document);
    if (random.next() > 0.05) continue;
    writer.close(documents[at]!);
    documents[at] = open(LANGUAGES[at]!);
  }
  for (const document of documents) await expectAsFresh(writer, fresh, document);
  expect(counts.edits).toBeGreaterThan(1_200);
  expect(counts.findings).toBeGreaterThan(150);
}, 180_000);
