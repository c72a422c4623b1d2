import { appendFile, chmod, mkdtemp, readdir, rm, stat, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeWhole } from "../../../../src/files/writeWhole.js";
import type { Adaptation } from "../../../../src/inference/adaptation.js";
import { readAdapter, writeAdapter } from "../../../../src/inference/node/adapterFile.js";
import { type ModelStore, createModelStore } from "../../../../src/inference/node/store/modelStore.js";
import type { Version } from "../../../../src/inference/node/store/version.js";
import { report } from "../../../training/reports.js";
import { shapeOf } from "./shapes.js";

const shape = shapeOf("aa");
const day = (number: number): Date => new Date(Date.UTC(2025, 5, number));

let folder: string;
let store: ModelStore;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), "cloze-")), "models");
  store = createModelStore({ folder, shape });
});
afterEach(() => rm(join(folder, ".."), { recursive: true }));

const adapter = (value: number): Adaptation => ({
  vector: new Float32Array(4).fill(value),
  editBiases: [],
  allowlist: [],
});

/** As the training process does it. */
async function trained(value: number, to = store): Promise<string> {
  const path = await to.incoming();
  await writeAdapter(path, shape, adapter(value));
  return path;
}

async function add(value: number, on = day(value)): Promise<Version> {
  return store.add(await trained(value), report(), on);
}

/** The number that the current adapter is full of; 0 for the model that ships. */
async function inUse(from = store): Promise<number> {
  const path = (await from.current())?.path;
  if (path === undefined) return 0;
  return (await readAdapter(path, shape)).vector[0]!;
}

test("at first there is the model that ships", async () => {
  expect(await store.current()).toBeUndefined();
  expect(await store.list()).toEqual([]);
  expect(await store.last()).toBeUndefined();
});

test("each new version is the current one, and any can be restored", async () => {
  const first = await add(1);
  const second = await add(2);
  expect(await inUse()).toBe(2);
  expect((await store.list()).map(({ id }) => id)).toEqual([second.id, first.id]);
  await store.use(first.id);
  expect(await inUse()).toBe(1);
  await store.use(null);
  expect(await inUse()).toBe(0);
  await store.use(second.id);
  expect(await inUse(createModelStore({ folder, shape }))).toBe(2);
});

test("the last training is remembered, kept or not", async () => {
  await store.remember({ date: day(1).toISOString(), report: report({ kept: false, reason: "No better." }) });
  expect((await store.last())?.report).toMatchObject({ kept: false, reason: "No better." });
  await writeFile(join(folder, "last.json"), "{");
  expect(await store.last()).toBeUndefined();
});

test("deleting everything learned leaves the model that ships", async () => {
  await add(1);
  await store.eraseAll();
  expect(await store.current()).toBeUndefined();
  expect(await store.list()).toEqual([]);
  await add(2);
  expect(await inUse()).toBe(2);
});

test("all of it is the writer's alone, also what an older version has left open", async () => {
  const { id } = await add(1);
  await store.remember({ date: day(1).toISOString(), report: report() });
  const modes = async (): Promise<string[]> =>
    Promise.all([".", `${id}.bin`, `${id}.json`, "current.json", "last.json"].map(async (name) => ((await stat(join(folder, name))).mode & 0o777).toString(8))); // prettier-ignore
  expect(await modes()).toEqual(["700", "600", "600", "600", "600"]);
  for (const name of await readdir(folder)) await chmod(join(folder, name), 0o644);
  await chmod(folder, 0o755);
  await store.use(null);
  expect(await modes()).toEqual(["700", "600", "600", "600", "600"]);
});

test("an adapter for another model is set aside with a message, and comes back with its model", async () => {
  const mine = await add(1);
  const other = createModelStore({ folder, shape: shapeOf("bb") });
  expect(await other.current()).toEqual({
    problem: expect.stringMatching(
      /^The retrained model of 2025-06-01 was made for another version of Cloze’s model and is set aside\. .*ships with/u,
    ) as string,
  });
  await expect(other.use(mine.id)).rejects.toThrow(/another version/u);
  expect(await inUse()).toBe(1);
});

test.each([
  ["cut off", (path: string) => truncate(path, 150)],
  ["changed", (path: string) => appendFile(path, "x")],
  ["gone", (path: string) => rm(path)],
])("a current adapter that is %s gives way to the last good one, with a message", async (_, spoil) => {
  await add(1);
  const { id } = await add(2);
  await spoil(join(folder, `${id}.bin`));
  expect(await inUse()).toBe(1);
  expect((await store.current())?.problem).toMatch(/(?:set aside|gone)\. Cloze uses the one of 2025-06-01\.$/u);
});

test.each(["current.json", "description"])("a %s that cannot be read leaves a good model", async (which) => {
  await add(1);
  const { id } = await add(2);
  await writeFile(join(folder, which === "description" ? `${id}.json` : which), '{"id": ');
  expect(await inUse()).toBe(which === "description" ? 1 : 2);
});

test.each([
  ["for another model", (path: string) => writeAdapter(path, shapeOf("bb"), adapter(2))],
  ["half written", (path: string) => writeFile(path, "{")],
])("an adapter that is %s is not taken in", async (_, write) => {
  await add(1);
  const path = await store.incoming();
  await write(path);
  await expect(store.add(path, report(), day(2))).rejects.toThrow(/so the old one stays/u);
  expect(await inUse()).toBe(1);
  expect(await store.list()).toHaveLength(1);
});

test.each([
  ["the description", 1],
  ["the choice", 2],
])("a disk that is full when %s is written leaves the last good one", async (_, failing) => {
  await add(1);
  let writes = 0;
  const full = createModelStore({
    folder,
    shape,
    write: (path, text) => (++writes === failing ? Promise.reject(new Error("ENOSPC")) : writeWhole(path, text)),
  });
  await expect(full.add(await trained(2), report(), day(2))).rejects.toThrow("ENOSPC");
  expect(await inUse()).toBe(1);
  expect(await store.list()).toHaveLength(1);
  expect((await readdir(folder)).filter((name) => name.endsWith(".bin"))).toHaveLength(1);
  await add(3);
  expect(await inUse()).toBe(3);
});

test("what killed processes leave is no harm, and is swept up after a day", async () => {
  await add(1);
  const left = ["incoming-dead", "2025-06-02.bin", "current.json.4711"];
  for (const name of left) await writeFile(join(folder, name), "half");
  expect(await inUse()).toBe(1);
  await add(2);
  expect(await readdir(folder)).toEqual(expect.arrayContaining(left));
  const before = new Date(Date.now() - 2 * 86_400_000);
  for (const name of left) await utimes(join(folder, name), before, before);
  await add(3);
  for (const name of left) expect(await readdir(folder)).not.toContain(name);
  expect(await inUse()).toBe(3);
});

test("two windows that finish at once both have their version, and one of them is chosen", async () => {
  const other = createModelStore({ folder, shape });
  const [mine, theirs] = [await trained(1), await trained(2, other)];
  await Promise.all([store.add(mine, report(), day(1)), other.add(theirs, report(), day(2))]);
  expect(await store.list()).toHaveLength(2);
  expect([1, 2]).toContain(await inUse());
  expect(await inUse(other)).toBe(await inUse());
});

test("ten older versions are kept, the chosen one among them or not", async () => {
  for (let number = 1; number <= 13; number++) await add(number);
  expect(await store.list()).toHaveLength(11);
  expect(await inUse()).toBe(13);
});
