import { readFileSync, statSync } from "node:fs";
import { chmod, cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeAll, afterAll, describe, expect, test, vi } from "vitest";
import fc from "fast-check";
import { deleteLearned, collectTrainingData, modelReport, modelVersions, retrain } from "../../../src/protocol.js";
import { editorAgainst, type Editor } from "../editorAgainst.js";
import { createFakeEngine } from "../fakeEngine.js";
import { goodTraining, shippedModel } from "./goodTraining.js";

let root: string;
/** A storage with two good models and three decisions. */
let good: string;
let editor: Editor;
let adapter: string | undefined;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "cloze-"));
  good = join(root, "good");
  await mkdir(join(root, "folder"));
  await writeFile(join(root, "folder", "a.md"), "# Guide\n\nThe tool reads all of the files. It does so only once.\n");
  await mkdir(good);
  const fixed = {
    kind: "byHand",
    at: new Date().toISOString(),
    source: "This are it here.",
    target: "This is it here.",
  };
  await writeFile(join(good, "decisions.jsonl"), `${JSON.stringify(fixed)}\n`.repeat(3));
  await open(good);
  for (let times = 0; times < 2; times++) await editor.request(retrain, { use: ["prose", "fixes"] });
  editor.dispose();
});
afterAll(() => rm(root, { recursive: true }));
afterEach(() => editor.dispose());

async function open(storage: string): Promise<void> {
  editor = await editorAgainst(
    (settings) => {
      adapter = settings.adapter;
      return Promise.resolve(createFakeEngine());
    },
    {
      folder: pathToFileURL(join(root, "folder")).href,
      initialization: { trusted: true, storage, sharedStorage: join(root, "shared") },
      training: { shippedModel, train: goodTraining },
    },
  );
  await editor.until(() => editor.statuses.some(({ state }) => state === "ready"));
}

/** Ways to spoil a file. */
const faults: Readonly<Record<string, (path: string) => Promise<void>>> = {
  empty: (path) => writeFile(path, ""),
  truncated: async (path) => writeFile(path, (await readFile(path)).subarray(0, 120)),
  garbage: (path) => writeFile(path, Buffer.from(Array.from({ length: 500 }, (_, at) => (at * 89 + 7) % 256))),
  "of wrong types": (path) => writeFile(path, JSON.stringify({ id: 5, format: 1, date: null, report: { before: null, habits: "x" } })),
  "of a later version": (path) => writeFile(path, JSON.stringify({ format: 9, id: "../../x", date: "tomorrow", report: [] })),
  "an adapter of a later version": (path) => writeFile(path, '{"format":"cloze-adapter-9","length":1e9}\nabc'),
  "a folder": async (path) => {
    await rm(path);
    await mkdir(path);
  },
  gone: (path) => rm(path),
  unreadable: (path) => chmod(path, 0o000),
}; // prettier-ignore

/** All that the server has to do with its storage; none of it may fail, and what it says must be a sentence for people. */
async function useAll(storage: string): Promise<void> {
  await open(storage);
  expect(await editor.findings(editor.open("Their going home.\n"))).toHaveLength(1);
  const versions = (await editor.request(modelVersions, null)) ?? [];
  expect(versions.at(-1)?.id).toBeNull();
  const lessons = await editor.request(collectTrainingData, null);
  expect(lessons?.counts.prose).toBe(2);
  await editor.request(modelReport, null);
  for (const message of [...editor.messages, ...(lessons?.notes ?? [])])
    expect(message).toMatch(/^[^{}[\]]{10,400}\.$/u);
}

async function fresh(): Promise<string> {
  const storage = await mkdtemp(join(root, "storage-"));
  await cp(good, storage, { recursive: true });
  return storage;
}

/** Files below a folder, by what they are for. */
async function filesOf(storage: string): Promise<string[]> {
  const models = (await readdir(join(storage, "models"))).sort();
  return ["decisions.jsonl", ...models.map((name) => join("models", name))];
}

describe("a file in the storage that is broken gives a sentence or is passed over, and a good model survives", () => {
  test("at random", { timeout: 120_000 }, async () => {
    const names = await filesOf(good);
    // 7 files: decisions, choice, last training, and of each of two models the description and the adapter, one of which stays whole.
    expect(names).toHaveLength(7);
    const spoilt = fc.record({ file: fc.nat(names.length - 1), fault: fc.constantFrom(...Object.keys(faults)) });
    await fc.assert(
      fc.asyncProperty(spoilt, async ({ file, fault }) => {
        const storage = await fresh();
        await faults[fault]!(join(storage, names[file]!));
        await useAll(storage);
        // Who has no choice any more has the model that ships; else the chosen model is used, or the other one.
        const isUnchosen = fault === "gone" && names[file]!.endsWith("current.json");
        expect(adapter?.endsWith(".bin")).toBe(isUnchosen ? undefined : true);
        editor.dispose();
      }),
      { numRuns: 25 },
    );
  });

  test.each(Object.keys(faults))("everything %s at once: the model that ships is used", async (fault) => {
    const storage = await fresh();
    for (const name of await filesOf(storage)) await faults[fault]!(join(storage, name));
    await useAll(storage);
    expect(await editor.request(deleteLearned, null)).toBeNull();
    expect(await readdir(storage)).toEqual([]);
    expect(await editor.request(retrain, { use: ["prose"] })).toMatchObject({ kept: true });
    await editor.until(() => adapter !== undefined);
  });
});

test.skipIf(process.platform === "win32")(
  "what an earlier version has left open is closed, and tells nothing of a project to all workspaces",
  async () => {
    const storage = await fresh();
    const models = join(root, "shared", "models");
    await cp(join(storage, "models"), models, { recursive: true });
    const name = (await filesOf(storage)).find(
      (each) => /\d\.json$|\w{6}\.json$/u.test(each) && !/current|last/u.test(each),
    )!;
    const path = join(root, "shared", name);
    const told = JSON.parse(await readFile(path, "utf8")) as { report: object };
    await writeFile(
      path,
      JSON.stringify({
        ...told,
        report: { ...told.report, habits: [{ operation: "replace", typed: "Zorblat", text: "a", bias: 1 }] },
      }),
    );
    for (const folder of [models, join(storage, "models")]) await chmod(folder, 0o755);
    await open(storage);
    await vi.waitFor(() => expect(readFileSync(path, "utf8")).not.toContain("Zorblat"));
    await vi.waitFor(() => expect(statSync(join(storage, "models")).mode & 0o77).toBe(0));
    expect(statSync(models).mode & 0o77).toBe(0);
    // The other model's report may be written just now.
    await rm(models, { recursive: true, maxRetries: 10 });
  },
);

test("a file in the place of the models' folder is told of when a model is to be kept", async () => {
  const storage = await fresh();
  await rm(join(storage, "models"), { recursive: true });
  await writeFile(join(storage, "models"), "no folder");
  await useAll(storage);
  expect(await editor.request(retrain, { use: ["prose"] })).toMatchObject({
    kept: false,
    reason: `${join(storage, "models")}: it cannot be used: it is no folder.`,
  });
});
