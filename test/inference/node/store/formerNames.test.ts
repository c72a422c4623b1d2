import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readAdapter } from "../../../../src/inference/node/adapterFile.js";
import { createModelStore, type ModelStore } from "../../../../src/inference/node/store/modelStore.js";
import { tidyStore } from "../../../../src/inference/node/store/tidyStore.js";
import { report } from "../../../training/reports.js";
import { shapeOf } from "./shapes.js";

const shape = shapeOf("aa");
const date = "2025-06-01T10:00:00.000Z";
const { editBiases, allowlist, decisionsBefore, decisionsAfter, ...same } = report();
/** As the version before wrote it. */
const former = { ...same, isAdapted: undefined, habits: editBiases, usages: allowlist, lessonsBefore: decisionsBefore, lessonsAfter: decisionsAfter, share: 0.35 }; // prettier-ignore

let folder: string;
let store: ModelStore;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), "cloze-")), "models");
  await mkdir(folder);
  const body = Buffer.concat([
    Buffer.alloc(16),
    Buffer.from(JSON.stringify({ habits: editBiases, usages: allowlist })),
  ]);
  const header = { format: "cloze-adapter-3", ...shape, sha256: createHash("sha256").update(body).digest("hex") };
  await writeFile(join(folder, "a.bin"), Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), body]));
  await writeFile(join(folder, "a.json"), JSON.stringify({ format: 1, id: "a", date, report: former }));
  await writeFile(join(folder, "last.json"), JSON.stringify({ date, report: { ...former, share: 0 } }));
  await writeFile(join(folder, "current.json"), JSON.stringify({ id: "a" }));
  store = createModelStore({ folder, shape });
});
afterEach(() => rm(join(folder, ".."), { recursive: true }));

test("a model of the version before is in use, with what it knows and its report", async () => {
  const { version, path, problem } = (await store.current())!;
  expect(problem).toBeUndefined();
  expect(version!.report).toMatchObject({ editBiases, allowlist, decisionsBefore, decisionsAfter, isAdapted: true });
  expect(await readAdapter(path!, shape)).toMatchObject({ editBiases, allowlist });
});

test("its last training is remembered", async () => {
  expect((await store.last())?.report).toMatchObject({ editBiases, decisionsAfter, isAdapted: false });
});

test("in a store for all workspaces its report loses the sentences by their former names, too", async () => {
  await tidyStore(folder, "none");
  const { report: kept } = JSON.parse(await readFile(join(folder, "a.json"), "utf8")) as { report: typeof former };
  expect({ habits: kept.habits, usages: kept.usages, share: kept.share }).toEqual({
    habits: [],
    usages: [],
    share: 0.35,
  });
});
