import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { deleteLearned, collectTrainingData, modelReport, retrain, type DataSource } from "../../../src/protocol.js";
import type { Training } from "../../../src/server/learning/learning.js";
import type { TrainingRequest } from "../../../src/training/types.js";
import { editorAgainst, type Editor } from "../editorAgainst.js";
import { createFakeEngine } from "../fakeEngine.js";
import { goodTraining, shippedModel } from "./goodTraining.js";

const all: DataSource[] = ["prose", "history", "fixes", "ignored", "words"];

let root: string;
let editor: Editor;
let requests: TrainingRequest[];
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "cloze-"));
  requests = [];
  await mkdir(join(root, "folder"));
  await mkdir(join(root, "storage"));
  await writeFile(join(root, "folder", "a.md"), "# Guide\n\nThe tool reads all of the files. It does so only once.\n");
});
afterEach(async () => {
  editor.dispose();
  await rm(root, { recursive: true });
});

async function start(train: Training["train"] = goodTraining): Promise<void> {
  editor = await editorAgainst(() => Promise.resolve(createFakeEngine()), {
    folder: pathToFileURL(join(root, "folder")).href,
    initialization: { trusted: true, storage: join(root, "storage"), sharedStorage: join(root, "shared") },
    training: {
      shippedModel,
      train: (request, onProgress, signal) => {
        requests.push(request);
        return train(request, onProgress, signal);
      },
    },
  });
  await editor.until(() => editor.statuses.some(({ state }) => state === "ready"));
}

/**
 * A training that writes until it is stopped, and a little longer, as a process does until it is gone. It comes out well even then: its last
 * message was on its way.
 */
function stubborn(): { train: Training["train"]; begun: Promise<void> } {
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  return {
    begun,
    async train(request, onProgress, signal) {
      begin();
      while (!signal?.aborted) {
        await writeFile(request.out, "half");
        await setTimeout(5);
      }
      await setTimeout(200);
      return goodTraining(request, onProgress);
    },
  };
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(join(root, folder)).catch(() => []);
}

test("deleting everything learned stops a training first, and nothing is written again", async () => {
  const { train, begun } = stubborn();
  await start(train);
  await writeFile(join(root, "storage", "decisions.jsonl"), "");
  const trained = editor.request(retrain, { use: all }).then(() => "done", (error: Error) => error.message); // prettier-ignore
  await begun;
  expect(await namesIn("storage")).toEqual(["decisions.jsonl", "models"]);
  const deleted = editor.request(deleteLearned, null);
  expect(await Promise.race([deleted.then(() => "deleted"), trained])).not.toBe("deleted");
  expect(await deleted).toBeNull();
  expect([await namesIn("storage"), await namesIn("shared")]).toEqual([[], []]);
  expect(await trained).toMatch(/cancelled/u);
  await setTimeout(300);
  expect([await namesIn("storage"), await namesIn("shared")]).toEqual([[], []]);
  expect(await editor.request(modelReport, null)).toBeNull();
  await editor.until(() => editor.statuses.at(-1)?.state === "ready");
});

test("what was found to learn from is forgotten with the rest", async () => {
  await start();
  const decision = { kind: "byHand", at: new Date().toISOString(), source: "This are it.", target: "This is it." };
  await writeFile(join(root, "storage", "decisions.jsonl"), `${JSON.stringify(decision)}\n`);
  expect(await editor.request(collectTrainingData, null)).toMatchObject({ counts: { fixes: 1 } });
  await Promise.all([
    editor.request(collectTrainingData, null).catch(() => undefined),
    editor.request(deleteLearned, null),
  ]);
  await editor.request(retrain, { use: all });
  expect(requests.map(({ data }) => data.corrections)).toEqual([[]]);
});

test("the server answers that it is shut down when a training is over", async () => {
  const { train, begun } = stubborn();
  await start(train);
  editor.request(retrain, { use: all }).catch(() => undefined);
  await begun;
  await editor.shutDown();
  expect(await namesIn("storage/models")).toEqual([]);
});
