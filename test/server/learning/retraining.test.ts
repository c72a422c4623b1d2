import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { CancellationTokenSource } from "vscode-languageserver/node";
import { readAdapter } from "../../../src/inference/node/adapterFile.js";
import {
  deleteLearned,
  collectTrainingData,
  type DataSource,
  modelInUse,
  type ModelInUseParams,
  modelReport,
  modelVersions,
  retrain,
  retrainProgress,
  type RetrainProgressParams,
  sharedChoiceFile,
  useVersion,
} from "../../../src/protocol.js";
import type { EngineSettings } from "../../../src/server/checking/engine.js";
import type { Training } from "../../../src/server/learning/learning.js";
import { TrainingError, type TrainingRequest } from "../../../src/training/types.js";
import { report } from "../../training/reports.js";
import { type Editor, editorAgainst } from "../editorAgainst.js";
import { createFakeEngine } from "../fakeEngine.js";
import { goodTraining, shape, shippedModel } from "./goodTraining.js";

const all: DataSource[] = ["prose", "history", "fixes", "ignored", "words"];

let root: string;
let editor: Editor;
/** What the model was loaded with, each time. */
let loads: EngineSettings[];
let requests: TrainingRequest[];
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "cloze-"));
  [loads, requests] = [[], []];
  await mkdir(join(root, "folder"));
  await writeFile(join(root, "folder", "a.md"), "# Guide\n\nThe tool reads all of the files. It does so only once.\n");
  await writeFile(join(root, "folder", ".cloze-words.txt"), "grep\n");
});
afterEach(async () => {
  editor.dispose();
  await rm(root, { recursive: true });
});

/** @param workspace whose storage it has */
async function start(train: Training["train"] = goodTraining, trusted = true, workspace = "storage"): Promise<void> {
  editor = await editorAgainst(
    (settings) => {
      loads.push(settings);
      return Promise.resolve(createFakeEngine());
    },
    {
      folder: pathToFileURL(join(root, "folder")).href,
      initialization: { trusted, storage: join(root, workspace), sharedStorage: join(root, "shared") },
      settings: { retrain: { minutes: 2 } },
      training: {
        shippedModel,
        train: (request, onProgress, signal) => {
          requests.push(request);
          return train(request, onProgress, signal);
        },
      },
    },
  );
  await editor.until(() => editor.statuses.some(({ state }) => state === "ready"));
}

test("what there is to learn from is counted", async () => {
  await start();
  expect(await editor.request(collectTrainingData, null)).toEqual({
    counts: { prose: 2, history: 0, fixes: 0, ignored: 0, words: 1 },
    files: 1,
    notes: ["This folder has no git history to learn from."],
  });
});

test("a better model is in use at once, and its report can be read", async () => {
  await start();
  const progress: RetrainProgressParams[] = [];
  const inUse: ModelInUseParams[] = [];
  editor.onNotification(retrainProgress, (params) => progress.push(params));
  editor.onNotification(modelInUse, (params) => inUse.push(params));
  expect(await editor.request(modelReport, null)).toBeNull();
  expect(await editor.request(retrain, { use: ["prose", "words"] })).toMatchObject({ kept: true, hasReport: true });
  expect(requests).toMatchObject([{ model: shippedModel, options: { minutes: 2 }, data: { words: ["grep"], prose: [expect.any(String), expect.any(String)] } }]); // prettier-ignore
  expect(progress).toEqual([{ phase: "learning", share: 0.5, secondsLeft: 90 }]);
  await editor.until(() => loads.length === 2 && editor.statuses.at(-1)?.state === "ready");
  expect(loads[0]?.adapter).toBeUndefined();
  expect((await readAdapter(loads[1]!.adapter!, shape)).vector[0]).toBeCloseTo(0.01);
  expect(editor.statuses.map(({ state }) => state)).toContain("retraining");
  expect(inUse).toEqual([{ date: expect.any(String) as string, scope: "workspace" }]);
  expect((await editor.request(modelReport, null))?.markdown).toContain("The new model is kept.");
});

test("another version is restored, and everything learned deleted", async () => {
  await start();
  await editor.request(retrain, { use: all });
  await editor.request(retrain, { use: all });
  const versions = (await editor.request(modelVersions, null)) ?? [];
  expect(versions.map(({ isCurrent }) => isCurrent)).toEqual([true, false, false]);
  expect(versions.map(({ figures }) => figures)).toEqual([
    "F0.5 50.0 → 60.0 · 2.0 → 0.8 false alarms per 1,000 words",
    "F0.5 50.0 → 60.0 · 2.0 → 0.8 false alarms per 1,000 words",
    "as installed",
  ]);
  expect(await editor.request(useVersion, { id: versions[1]!.id, scope: "workspace" })).toBeNull();
  expect((await editor.request(modelVersions, null))?.map(({ isCurrent }) => isCurrent)).toEqual([false, true, false]);
  expect(await editor.request(useVersion, { id: "none", scope: "workspace" })).not.toBeNull();
  expect(await editor.request(deleteLearned, null)).toBeNull();
  expect(await editor.request(modelVersions, null)).toMatchObject([{ id: null, isCurrent: true }]);
  await editor.until(() => loads.length > 3 && loads.at(-1)?.adapter === undefined);
  expect(await editor.request(modelReport, null)).toBeNull();
});

test("a model that is no better is refused with its report, and the old one stays", async () => {
  await start(() => Promise.resolve(report({ kept: false, reason: "It is no better." })));
  expect(await editor.request(retrain, { use: all })).toEqual({
    kept: false,
    reason: "It is no better.",
    hasReport: true,
  });
  expect(await editor.request(modelVersions, null)).toMatchObject([{ id: null, isCurrent: true }]);
  expect(loads).toHaveLength(1);
  expect((await editor.request(modelReport, null))?.markdown).toContain("It is no better.");
});

test("too little to learn from is told in the trainer's words", async () => {
  await start(() => Promise.reject(new TrainingError("There is too little to learn from.")));
  expect(await editor.request(retrain, { use: [] })).toMatchObject({ kept: false, reason: "There is too little to learn from." }); // prettier-ignore
});

test("a training that breaks leaves the old model, and the status as it was", async () => {
  await start(() => Promise.reject(new Error("Out of memory.")));
  expect(await editor.request(retrain, { use: all })).toMatchObject({ kept: false, hasReport: false });
  expect(editor.logged.join()).toContain("Out of memory.");
  await editor.until(() => editor.statuses.at(-1)?.state === "ready");
});

test("a training is cancelled at once, and only one runs at a time", async () => {
  let begun = (): void => undefined;
  const running = new Promise<void>((resolve) => (begun = resolve));
  await start((_request, _onProgress, signal) => {
    begun();
    return new Promise((_, fail) => signal?.addEventListener("abort", () => fail(new TrainingError("Cancelled."))));
  });
  const source = new CancellationTokenSource();
  const first = editor.request(retrain, { use: all }, source.token);
  await running;
  expect(await editor.request(retrain, { use: all })).toMatchObject({ kept: false });
  source.cancel();
  await expect(first).rejects.toThrow(/cancelled/u);
  await editor.until(() => editor.statuses.at(-1)?.state === "ready");
  expect(await editor.request(modelVersions, null)).toHaveLength(1);
});

test("in a workspace that is not trusted nothing is learned", async () => {
  await start(goodTraining, false);
  expect(await editor.request(collectTrainingData, null)).toBeNull();
  expect(await editor.request(retrain, { use: all })).toMatchObject({ kept: false, reason: expect.stringContaining("trust") }); // prettier-ignore
  expect(requests).toEqual([]);
});

test("a chosen model that cannot be used is told of once, and checking goes on", async () => {
  await start();
  await editor.request(retrain, { use: all });
  const [version] = (await editor.request(modelVersions, null)) ?? [];
  editor.dispose();
  await writeFile(join(root, "storage", "models", `${String(version?.id)}.bin`), "broken");
  await start();
  expect(editor.messages).toEqual([expect.stringMatching(/^The retrained model of .* is damaged and is set aside\./u)]);
  expect(loads.at(-1)?.adapter).toBeUndefined();
});

/** Retrains in one workspace, and chooses the model for all. @returns its id */
async function chooseForAll(): Promise<string> {
  await start();
  await editor.request(retrain, { use: all });
  const id = (await editor.request(modelVersions, null))?.[0]?.id;
  if (typeof id !== "string") throw new Error("Nothing was kept.");
  expect(await editor.request(useVersion, { id, scope: "everywhere" })).toBeNull();
  return id;
}

/** What a client is told at the start of another window. */
async function startElsewhere(trusted = true): Promise<ModelInUseParams[]> {
  editor.dispose();
  const inUse: ModelInUseParams[] = [];
  await start(goodTraining, trusted, "elsewhere");
  editor.onNotification(modelInUse, (params) => inUse.push(params));
  return inUse;
}

test("a model for all workspaces is in use in others", async () => {
  const id = await chooseForAll();
  await startElsewhere();
  expect(loads.at(-1)?.adapter).toBe(join(root, "shared", "models", `${id}.bin`));
  expect(await editor.request(modelVersions, null)).toMatchObject([
    { id, kept: "everywhere", isCurrent: true, isForAll: true },
    { id: null, isCurrent: false, isForAll: false },
  ]);
});

test("a workspace's own choice goes over the one for all, until it chooses for all again", async () => {
  const id = await chooseForAll();
  const inUse = await startElsewhere();
  expect(await editor.request(useVersion, { id: null, scope: "workspace" })).toBeNull();
  expect(await editor.request(modelVersions, null)).toMatchObject([
    { id, isCurrent: false, isForAll: true },
    { id: null, isCurrent: true },
  ]);
  expect(await editor.request(useVersion, { id, scope: "everywhere" })).toBeNull();
  await editor.until(() => loads.at(-1)?.adapter !== undefined);
  expect(inUse).toEqual([{}, { date: expect.any(String) as string, scope: "everywhere" }]);
});

test("a workspace that is not trusted is checked with the shipped model, whatever is chosen for all", async () => {
  const id = await chooseForAll();
  await startElsewhere(false);
  expect(loads.at(-1)?.adapter).toBeUndefined();
  expect(await editor.request(useVersion, { id, scope: "workspace" })).toContain("trust");
  expect(await editor.request(modelVersions, null)).toBeNull();
});

test("deleting everything learned deletes what is for all, and leaves another workspace its own", async () => {
  await chooseForAll();
  await startElsewhere();
  expect(await editor.request(deleteLearned, null)).toBeNull();
  expect(await editor.request(modelVersions, null)).toMatchObject([{ id: null, isCurrent: true }]);
  editor.dispose();
  await start();
  expect(loads.at(-1)?.adapter).toBeUndefined();
  expect(await editor.request(modelVersions, null)).toMatchObject([{ kept: "workspace", isCurrent: false }, { id: null }]); // prettier-ignore
});

test("a window follows what another one chooses for all workspaces", async () => {
  await chooseForAll();
  await startElsewhere();
  const choice = join(root, "shared", sharedChoiceFile);
  await writeFile(choice, JSON.stringify({ id: null }));
  await editor.touch(pathToFileURL(choice).href);
  await editor.until(() => loads.at(-1)?.adapter === undefined);
  expect(await editor.request(modelVersions, null)).toMatchObject([{ isForAll: false }, { id: null, isCurrent: true, isForAll: true }]); // prettier-ignore
});

test("a model for all that cannot be used is set aside with a message", async () => {
  const id = await chooseForAll();
  await writeFile(join(root, "shared", "models", `${id}.bin`), "broken");
  await startElsewhere();
  expect(editor.messages).toEqual([expect.stringMatching(/^The retrained model of .* is damaged and is set aside\./u)]);
  expect(loads.at(-1)?.adapter).toBeUndefined();
});
