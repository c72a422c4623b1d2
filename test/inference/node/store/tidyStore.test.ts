import { chmod, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createDecisionFile } from "../../../../src/training/collect/decisions.js";
import { tidyStore } from "../../../../src/inference/node/store/tidyStore.js";

let top: string;
let models: string;
const SENTENCE = "Hildegard keep the key.";
/** As an earlier version has written it, without what later ones need. */
const old = { format: 1, id: "a", date: "2025-06-01", report: { kept: true, reason: "It is better.", examplesGone: [{ text: SENTENCE }], habits: [{ typed: "Hildegard" }] } }; // prettier-ignore
const files: Readonly<Record<string, string>> = {
  "a.json": JSON.stringify(old),
  "a.bin": "adapter",
  "current.json": '{"id":"a"}',
  "last.json": JSON.stringify({ date: "2025-06-01", report: old.report }),
  "b.json": "{",
};

beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), "cloze-"));
  models = join(top, "models");
  await mkdir(models);
  for (const [name, text] of Object.entries(files)) await writeFile(join(models, name), text);
  await chmod(models, 0o755);
});
afterEach(() => rm(top, { recursive: true }));

const mode = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

describe.skipIf(process.platform === "win32")("what an earlier version has left", () => {
  test.each(["own", "none"] as const)("is closed to others: %s", async (sentences) => {
    await tidyStore(models, sentences);
    expect(await mode(models)).toBe(0o700);
    for (const name of await readdir(models)) expect(await mode(join(models, name))).toBe(0o600);
  });

  test("keeps no sentence of a project for all workspaces, and all the rest", async () => {
    await tidyStore(models, "none");
    const kept = { ...old, report: { ...old.report, examplesGone: [], habits: [] } };
    expect(JSON.parse(await readFile(join(models, "a.json"), "utf8"))).toEqual(kept);
    expect(JSON.parse(await readFile(join(models, "last.json"), "utf8"))).toMatchObject({ report: kept.report });
    for (const name of ["a.bin", "current.json", "b.json"])
      expect(await readFile(join(models, name), "utf8")).toBe(files[name]);
  });

  test("stays as it is in the workspace that it is from", async () => {
    await tidyStore(models, "own");
    for (const [name, text] of Object.entries(files)) expect(await readFile(join(models, name), "utf8")).toBe(text);
  });

  test("is closed of decisions, too, and a store that is not there is not made", async () => {
    const path = join(top, "decisions.jsonl");
    await writeFile(path, "");
    await chmod(path, 0o644);
    await createDecisionFile(path, () => undefined).tidy(new Date());
    expect(await mode(path)).toBe(0o600);
    await tidyStore(join(top, "none"), "none");
    expect((await readdir(top)).sort()).toEqual(["decisions.jsonl", "models"]);
  });
});
