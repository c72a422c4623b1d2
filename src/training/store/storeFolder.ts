import { readFile, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
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
    if (isLeft && (await isOlder(join(folder, name), now - ABANDONED))) await rm(join(folder, name), { force: true });
  }
}

/** @returns `undefined` if the file is not there */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function isOlder(path: string, time: number): Promise<boolean> {
  try {
    return (await stat(path)).mtimeMs < time;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
