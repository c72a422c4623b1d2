import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { FileProblem, problemOf } from "../../../files/fileProblem.js";
import { readPlainFile } from "../../../files/plainFile.js";
import { parseVersion, type Version } from "./version.js";

/** Milliseconds after which what nobody finished is nobody's: no training takes as long. */
const ABANDONED = 86_400_000;

/** Versions whose description can be read and whose adapter is there, the newest first. */
export async function listVersions(folder: string): Promise<Version[]> {
  const names = new Set(await namesIn(folder));
  const versions: Version[] = [];
  for (const name of names) {
    const id = /^(.+)\.json$/u.exec(name)?.[1];
    if (id === undefined || !names.has(`${id}.bin`)) continue;
    const version = parseVersion((await readIfThere(join(folder, name))) ?? "");
    if (version?.id === id) versions.push(version);
  }
  return versions.sort((a, b) => (a.date < b.date ? 1 : -1));
}

/** Takes out what an interrupted training or write has left: adapters that were never taken in, and half-written files. */
export async function sweep(folder: string, now: number): Promise<void> {
  const names = await namesIn(folder);
  for (const name of names) {
    const id = /^(.+)\.bin$/u.exec(name)?.[1];
    const isLeft = id === undefined ? !name.endsWith(".json") : !names.includes(`${id}.json`);
    if (isLeft && (await isOlder(join(folder, name), now - ABANDONED)))
      await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** Bytes; a larger file is not one that this program has written. */
const LARGEST = 16 * 1024 * 1024;

/** @returns `undefined` if the file is not there; nothing at all if it cannot be read, as if it were damaged */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return (await readPlainFile(path, { most: LARGEST })).bytes.toString("utf8");
  } catch (error) {
    return error instanceof FileProblem && error.kind === "missing" ? undefined : "";
  }
}

/** @throws FileProblem if it is there and cannot be read */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    const problem = problemOf(error, folder, "reading");
    if (problem.kind === "missing") return [];
    throw problem;
  }
}

async function isOlder(path: string, time: number): Promise<boolean> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs < time,
    // Somebody else has swept it up.
    () => false,
  );
}
