import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createProseReader } from "../../../src/grammar/proseReader.js";
import type { Decision } from "../../../src/training/collect/decisions.js";
import {
  collect,
  countData,
  dataSources,
  trainingDataFrom,
  type Collected,
} from "../../../src/training/collect/collect.js";
import { sampleEvenly } from "../../../src/training/collect/projectProse.js";
import { rules } from "../../grammar/rules.js";

const at = "2025-06-01T10:00:00.000Z";
const decisions: Decision[] = [
  { kind: "byHand", at, source: "We recieve it.", target: "We get it." },
  { kind: "ignored", at, text: "We grep it.", start: 3, end: 7 },
];
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cloze-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

function gatherAll(signal = new AbortController().signal): Promise<Collected> {
  return collect({ folders: [folder], reader: createProseReader(rules), decisions, words: ["grep", "awk", "grep"], signal }); // prettier-ignore
}

const files = {
  README: "The tool reads all of the files.\n",
  "docs/a.md":
    "# The title of the page\n\nIt is **read** only once by `load`. See there.\n\n    It is code and no prose.\n",
  "docs/b.md": "The tool reads all of the files.\n\nIt is left alone by them. <!-- cloze-disable-line -->\n",
  "docs/de.md": "Das Werkzeug liest alle Dateien und schreibt sie dann wieder, ohne dass jemand etwas davon merkt.\n",
  "node_modules/x/README.md": "Other people have written this one.\n",
  LICENSE: "You may do with this what you want.\n",
  "main.ts": "// It is read only once by it.\n",
};
const sentences = ["The tool reads all of the files.", "It is read only once by `…`."];

test("the prose of a folder: whole sentences of its own files, each once", async () => {
  await write(files);
  const gathered = await gatherAll();
  expect(gathered.prose.flatMap((prose) => prose.sentences)).toEqual(sentences);
  expect(gathered.notes).toEqual(["This folder has no git history to learn from."]);
  expect(countData(gathered)).toEqual({ prose: 2, files: 3, history: 0, fixes: 1, ignored: 1, words: 2 });
});

test("what git ignores is not read, nor what a link leads to", async () => {
  await write({ ...files, "secret.md": "Nobody should ever read this file.\n", ".gitignore": "secret.md\n" });
  await symlink(join(folder, "secret.md"), join(folder, "link.md"));
  execFileSync("git", ["init", "--quiet", folder]);
  const gathered = await gatherAll();
  expect(gathered.prose.flatMap((prose) => prose.sentences)).toEqual(sentences);
});

test("sources that are switched off teach nothing", async () => {
  await write(files);
  const gathered = await gatherAll();
  expect(trainingDataFrom(gathered, [])).toEqual({ prose: [], corrections: [], ignored: [], words: [] });
  expect(trainingDataFrom(gathered, ["fixes"])).toMatchObject({ prose: [], corrections: [{ origin: "byHand" }] });
  expect(trainingDataFrom(gathered, dataSources)).toEqual({
    prose: sentences,
    corrections: [{ source: "We recieve it.", target: "We get it.", origin: "byHand" }],
    ignored: [{ text: "We grep it.", start: 3, end: 7 }],
    words: ["awk", "grep"],
  });
});

test("it can be stopped", async () => {
  await write(files);
  const stop = new AbortController();
  stop.abort();
  await expect(gatherAll(stop.signal)).rejects.toThrow(/abort/u);
});

test("of too many some are taken from everywhere", () => {
  expect(sampleEvenly([0, 1, 2, 3, 4, 5], 3)).toEqual([0, 2, 4]);
  expect(sampleEvenly([0, 1], 3)).toEqual([0, 1]);
});
