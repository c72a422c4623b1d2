import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { deleteEverythingLearned, type Learned } from "../../../src/extension/retrain/learnedData.js";

/** What was asked and told. */
const shown = vi.hoisted(() => ({
  details: [] as string[],
  told: [] as string[],
  answer: "Delete" as string | undefined,
}));
vi.mock("vscode", () => ({
  l10n: { t: (text: string, ...parts: unknown[]) => text.replace("{0}", String(parts[0])) },
  window: {
    showWarningMessage: (_: string, { detail }: { detail: string }) => {
      shown.details.push(detail);
      return Promise.resolve(shown.answer);
    },
    setStatusBarMessage: (text: string) => shown.told.push(text),
  },
}));

let top: string;
let places: string[];
beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), "cloze-"));
  Object.assign(shown, { details: [], told: [], answer: "Delete" });
  for (const folder of ["here/models", "all/models"]) await mkdir(join(top, folder), { recursive: true });
  for (const file of [
    "here/models/a.bin",
    "here/decisions.jsonl",
    "here/others.json",
    "all/models/b.bin",
    "all/words.txt",
  ])
    await writeFile(join(top, file), "x");
  places = [join(top, "here/decisions.jsonl"), join(top, "here/models"), join(top, "all/models")];
});
afterEach(() => rm(top, { recursive: true }));

function learned(request: () => Promise<unknown>): Learned {
  let kept = 2;
  return {
    server: { request } as unknown as Learned["server"],
    ignored: {
      all: () => Array.from({ length: kept }, () => ({ key: "", original: "", fix: "" })),
      clear: () => Promise.resolve(void (kept = 0)),
    },
    folders: { storage: join(top, "here"), sharedStorage: join(top, "all") },
    log: { warn: () => undefined },
  };
}

const left = async (): Promise<string[]> => (await readdir(top, { recursive: true })).filter((name) => /\.\w+$/u.test(name)).sort(); // prettier-ignore

test.each<[string, () => Promise<unknown>]>([
  ["deletes", () => Promise.resolve(null)],
  ["has no business in a workspace that is not trusted", () => Promise.resolve("Not here.")],
  ["is down", () => Promise.reject(new Error("The server is not running."))],
  ["never answers", () => new Promise(() => undefined)],
])("with a server that %s: everything learned goes, and nothing else", async (_, request) => {
  const everything = learned(request);
  await deleteEverythingLearned(everything, 50);
  expect(shown.details[0]?.split("\n").slice(2)).toEqual([
    ...places,
    "Ignored findings that VS Code keeps with this workspace: 2",
  ]);
  expect(await left()).toEqual(["all/words.txt", "here/others.json"]);
  expect(everything.ignored.all()).toEqual([]);
  expect(shown.told).toEqual(["Cloze: everything learned is deleted."]);
  await deleteEverythingLearned(everything, 50);
  expect(shown.told[1]).toBe("Cloze: nothing has been learned.");
});

test("nothing goes before the writer says so", async () => {
  shown.answer = undefined;
  const request = vi.fn(() => Promise.resolve(null));
  const everything = learned(request);
  await deleteEverythingLearned(everything, 50);
  expect(await left()).toHaveLength(5);
  expect(everything.ignored.all()).toHaveLength(2);
  expect(request).not.toHaveBeenCalled();
});
