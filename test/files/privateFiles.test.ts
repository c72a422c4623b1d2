import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makePrivateFolder, writePrivate } from "../../src/files/privateFiles.js";

let folder: string;
let umask: number;
beforeEach(async () => {
  // The most open that there is.
  umask = process.umask(0);
  folder = await mkdtemp(join(tmpdir(), "cloze-"));
});
afterEach(async () => {
  process.umask(umask);
  await rm(folder, { recursive: true });
});

async function mode(...path: string[]): Promise<string> {
  return ((await stat(join(folder, ...path))).mode & 0o777).toString(8);
}

test("a folder that is made is the writer's alone, and so are those above it", async () => {
  await makePrivateFolder(join(folder, "a", "b"));
  expect([await mode("a"), await mode("a", "b")]).toEqual(["700", "700"]);
});

test("one that was left open is closed with all that is in it", async () => {
  await mkdir(join(folder, "a", "models"), { recursive: true });
  for (const name of ["decisions.jsonl", "models/last.json"]) await writeFile(join(folder, "a", name), "text");
  expect(await mode("a", "models", "last.json")).toBe("666");
  await makePrivateFolder(join(folder, "a"));
  expect([await mode("a"), await mode("a", "models")]).toEqual(["700", "700"]);
  expect([await mode("a", "decisions.jsonl"), await mode("a", "models", "last.json")]).toEqual(["600", "600"]);
});

test.each([undefined, 0o666])("a file is written for the writer alone, over one of mode %o", async (old) => {
  const path = join(folder, "file");
  if (old !== undefined) {
    await writeFile(path, "old");
    await chmod(path, old);
  }
  await writePrivate(path, "new");
  expect(await mode("file")).toBe("600");
  expect(await readFile(path, "utf8")).toBe("new");
});
