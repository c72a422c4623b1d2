import { afterEach, expect, test } from "vitest";
import type { Diagnostic } from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { LoadEngine } from "../../src/server/engine.js";
import { createRandom } from "../../src/training/seeded.js";
import { editorAgainst, quick, type Editor } from "../server/editorAgainst.js";
import { createFakeEngine } from "../server/fakeEngine.js";
import { editOf, firstText, LANGUAGES } from "./edits.js";
import { createWriter, type Writer } from "./writer.js";

/** Milliseconds in which a document comes to rest; what is not there by then never comes. */
const PATIENCE = 20_000;

let editors: Editor[] = [];
afterEach(() => {
  editors.forEach((editor) => editor.dispose());
  editors = [];
});

async function editorWith(load: LoadEngine): Promise<Editor> {
  const editor = await editorAgainst(load, { timing: { ...quick, settle: 40 } });
  editors.push(editor);
  await editor.until(() => editor.statuses.some(({ state }) => state === "ready"));
  return editor;
}

/** What a writer sees of a finding. */
const seen = (items: readonly Diagnostic[]): unknown[] => items.map(({ range, code, message }) => ({ range, code, message })); // prettier-ignore

function expectInside(items: readonly Diagnostic[], document: TextDocument): void {
  const text = document.getText();
  let last = 0;
  for (const { range } of items) {
    const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
    expect([document.positionAt(start), document.positionAt(end)]).toEqual([range.start, range.end]);
    expect(start).toBeGreaterThanOrEqual(last);
    expect(end).toBeGreaterThan(start);
    expect(end).toBeLessThanOrEqual(text.length);
    last = start;
  }
}

interface Course {
  readonly bursts: number;
  readonly seed: number;
}

/** Edits documents in all languages, in bursts; after each the writer must see what a server sees that gets the text for the first time. */
async function fuzz(load: LoadEngine, { bursts, seed }: Course): Promise<{ edits: number; findings: number }> {
  const random = createRandom(seed);
  const writer = createWriter(await editorWith(load));
  const fresh = await editorWith(load);
  const documents = LANGUAGES.map((language) => writer.open(`file:///folder/${language}`, language, firstText(random)));
  const counts = { edits: 0, findings: 0 };
  for (let burst = 0; burst < bursts; burst++) {
    const document = random.pick(documents);
    for (let edits = 1 + random.below(20); edits > 0; edits--) {
      writer.edit(document, editOf(document.getText(), random));
      counts.edits++;
      if (random.next() < 0.3) await new Promise((resolve) => setTimeout(resolve, random.below(30)));
    }
    counts.findings += await expectAsFresh(writer, fresh, document);
  }
  for (const document of documents) await expectAsFresh(writer, fresh, document);
  return counts;
}

async function expectAsFresh(writer: Writer, fresh: Editor, document: TextDocument): Promise<number> {
  const opened = fresh.open(document.getText(), document.languageId, `file:///fresh/${document.languageId}`);
  const expected = await fresh.findings(opened);
  fresh.close(opened);
  expectInside(expected, document);
  const isSame = (): boolean => JSON.stringify(seen(writer.shown(document))) === JSON.stringify(seen(expected));
  if (!(await writer.sees(isSame, PATIENCE)))
    expect({ text: document.getText(), shown: seen(writer.shown(document)) }).toEqual({ text: document.getText(), shown: seen(expected) }); // prettier-ignore
  return expected.length;
}

test("after any edits a document shows what it shows when it is opened", async () => {
  const counts = await fuzz(() => Promise.resolve(createFakeEngine()), { bursts: 250, seed: 1 });
  expect(counts.edits).toBeGreaterThan(2_000);
  expect(counts.findings).toBeGreaterThan(250);
}, 120_000);
