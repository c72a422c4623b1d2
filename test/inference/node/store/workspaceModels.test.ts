import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readAdapter, writeAdapter } from "../../../../src/inference/node/adapterFile.js";
import { type ModelStore, createModelStore } from "../../../../src/inference/node/store/modelStore.js";
import { createWorkspaceModels, type WorkspaceModels } from "../../../../src/inference/node/store/workspaceModels.js";
import { report } from "../../../training/reports.js";
import { shapeOf } from "./shapes.js";

const shape = shapeOf("aa");

let root: string;
let [own, other, shared]: ModelStore[] = [];
let here: WorkspaceModels;
let elsewhere: WorkspaceModels;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "cloze-"));
  const store = (name: string): ModelStore => createModelStore({ folder: join(root, name), shape });
  [own, other, shared] = [store("own"), store("other"), store("shared")];
  [here, elsewhere] = [createWorkspaceModels({ own, shared }), createWorkspaceModels({ own: other, shared })];
});
afterEach(() => rm(root, { recursive: true }));

/** A model full of one number, trained in a store. @returns its id */
async function add(value: number, to = own): Promise<string> {
  const path = await to!.incoming();
  await writeAdapter(path, shape, { vector: new Float32Array(4).fill(value), editBiases: [], allowlist: [] });
  return (await to!.add(path, report(), new Date(Date.UTC(2025, 5, value)))).id;
}

/** The number that the model in use is full of, 0 for the one that ships, and who chose it. */
async function inUse(models: WorkspaceModels): Promise<[number, string | undefined]> {
  const { path, scope } = await models.current();
  return [path === undefined ? 0 : (await readAdapter(path, shape)).vector[0]!, scope];
}

async function listed(models: WorkspaceModels): Promise<[string, string][]> {
  return (await models.list()).map(({ version, scope }) => [version.id, scope]);
}

test("what is chosen for all holds where nothing else was chosen", async () => {
  const id = await add(1);
  expect(await inUse(elsewhere)).toEqual([0, undefined]);
  await here.use(id, "everywhere");
  expect(await inUse(elsewhere)).toEqual([1, "everywhere"]);
  expect(await inUse(createWorkspaceModels({ shared }))).toEqual([1, "everywhere"]);
  expect(await inUse(here)).toEqual([1, "everywhere"]);
});

test("what is kept for all has its figures, and no sentence of the project that it is from", async () => {
  const path = await own!.incoming();
  await writeAdapter(path, shape, { vector: new Float32Array(4).fill(1), editBiases: [], allowlist: [] });
  const told = { text: "The Zephyrium hums.", start: 4, end: 13, fix: "", probability: 0.9 };
  const { id } = await own!.add(path, report({ examplesGone: [told], examplesNew: [told] }), new Date());
  await here.use(id, "everywhere");
  const [kept] = await shared!.list();
  expect(kept?.report.after).toEqual(report().after);
  const all = await Promise.all((await readdir(join(root, "shared"))).map((name) => readFile(join(root, "shared", name), "latin1"))); // prettier-ignore
  expect(all.join()).not.toMatch(/Zephyrium|utilise/u);
  expect((await own!.list())[0]?.report.examplesGone).toEqual([told]);
});

test.each([
  ["a model of its own", () => add(2, other), 2],
  ["the model that ships", () => elsewhere.use(null, "workspace"), 0],
])("%s goes over the choice for all", async (_, choose, expected) => {
  const id = await add(1);
  await choose();
  await here.use(id, "everywhere");
  expect(await inUse(elsewhere)).toEqual([expected, "workspace"]);
  await elsewhere.use(id, "everywhere");
  expect(await inUse(elsewhere)).toEqual([1, "everywhere"]);
});

test("the model that ships can be chosen for all", async () => {
  await here.use(await add(1), "everywhere");
  await here.use(null, "everywhere");
  expect(await inUse(elsewhere)).toEqual([0, "everywhere"]);
  expect(await elsewhere.forAll()).toEqual({});
});

test("each version is listed once, the newest first, whoever keeps it", async () => {
  const [first, second, third] = [await add(1), await add(2, other), await add(3)];
  await here.use(first, "everywhere");
  expect(await listed(here)).toEqual([[third, "workspace"], [first, "workspace"]]); // prettier-ignore
  expect(await listed(elsewhere)).toEqual([[second, "workspace"], [first, "everywhere"]]); // prettier-ignore
});

test("what a workspace takes from those for all is its own and stays when these are gone", async () => {
  const id = await add(1);
  await here.use(id, "everywhere");
  await elsewhere.use(id, "workspace");
  await here.eraseAll();
  expect(await inUse(here)).toEqual([0, undefined]);
  expect(await listed(here)).toEqual([]);
  expect(await inUse(elsewhere)).toEqual([1, "workspace"]);
});

test("a version chosen for all twice is kept once", async () => {
  const [first, second] = [await add(1), await add(2)];
  for (const id of [first, second, first]) await here.use(id, "everywhere");
  expect(await inUse(elsewhere)).toEqual([1, "everywhere"]);
  expect((await readdir(join(root, "shared"))).filter((name) => name.endsWith(".bin"))).toHaveLength(2);
});

test("a version for another model is not taken in, and the choices stay as they were", async () => {
  const good = await add(1);
  await here.use(good, "everywhere");
  await here.use(good, "workspace");
  const foreign = createModelStore({ folder: join(root, "own"), shape: shapeOf("bb") });
  const path = await foreign.incoming();
  await writeAdapter(path, shapeOf("bb"), { vector: new Float32Array(4), editBiases: [], allowlist: [] });
  const { id } = await foreign.add(path, report(), new Date(Date.UTC(2025, 5, 2)));
  await own!.use(good);
  await expect(here.use(id, "everywhere")).rejects.toThrow(/another version/u);
  expect(await inUse(here)).toEqual([1, "workspace"]);
  expect(await inUse(elsewhere)).toEqual([1, "everywhere"]);
  expect(await readdir(join(root, "shared"))).toHaveLength(3);
});

test("a disk that is full when a version is copied leaves the last good one for all", async () => {
  await here.use(await add(1), "everywhere");
  const full = createModelStore({
    folder: join(root, "shared"),
    shape,
    write: () => Promise.reject(new Error("ENOSPC")),
  });
  const second = await add(2);
  await expect(createWorkspaceModels({ own, shared: full }).use(second, "everywhere")).rejects.toThrow("ENOSPC");
  expect(await inUse(elsewhere)).toEqual([1, "everywhere"]);
  expect(await inUse(here)).toEqual([2, "workspace"]);
  expect(await readdir(join(root, "shared"))).toHaveLength(3);
});

test("where no models are kept none can be chosen", async () => {
  await expect(createWorkspaceModels({ shared }).use(null, "workspace")).rejects.toThrow(/kept/u);
  await expect(here.use("none", "everywhere")).rejects.toThrow(/gone/u);
});
