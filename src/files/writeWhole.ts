import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import { constants, openSync, rmSync, type Stats } from "node:fs";
import { lstat, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { codeOf, FileProblem, problemOf } from "./fileProblem.js";
import { checkKind, readPlainFile } from "./plainFile.js";
import { realFile } from "./realFile.js";

interface WritingOptions {
  /** What the file must still hold, so that nobody else's change is lost; `nothing` if there was no file. Without it whatever is there is replaced. */
  readonly expected?: Buffer | "nothing";
  /** Permissions of a file that is new; one that is there keeps its own. */
  readonly mode?: number;
  /** Folders that a link must not leave; without them links lead anywhere. */
  readonly within?: readonly string[];
  /** What people call the file; its path unless it is given. */
  readonly name?: string;
}

const [write, sync, stat, chown, chmod, close] = [promisify(fs.writeFile), promisify(fs.fsync), promisify(fs.fstat), promisify(fs.fchown), promisify(fs.fchmod), promisify(fs.close)]; // prettier-ignore

/** Files that are being written, under the names that they have meanwhile. */
const unfinished = new Set<string>();

/**
 * Writes a file whole or not at all: into a new file beside it, whose name nobody can know before, which then takes its place. Permissions and
 * owner stay; through a link the file that it leads to is written, and the link stays.
 * @throws FileProblem; the file is as it was then
 */
export async function writeWhole(path: string, data: string | Buffer, options: WritingOptions = {}): Promise<void> {
  const { name = path, mode = 0o666, expected } = options;
  const real = await realFileOrNew(path, options.within);
  const fresh = join(dirname(real), `.cloze-${randomBytes(12).toString("hex")}.tmp`);
  try {
    const old = await oldFile(real, name);
    unfinished.add(fresh);
    // Made here and now: what a thread makes could come after `removeUnfinished`.
    const file = openSync(fresh, "wx", mode);
    try {
      await write(file, data);
      if (old) await keepAttributes(file, old, name);
      await sync(file);
    } finally {
      await close(file);
    }
    if (expected) await checkUnchanged(real, name, expected);
    await rename(fresh, real);
    await syncFolder(dirname(real));
  } catch (error) {
    await rm(fresh, { force: true });
    throw problemOf(error, name, "writing");
  } finally {
    unfinished.delete(fresh);
  }
}

/** Leaves nothing half-written behind where the process ends at once. */
export function removeUnfinished(): void {
  for (const path of unfinished) rmSync(path, { force: true });
}

async function realFileOrNew(path: string, within: readonly string[] | undefined): Promise<string> {
  try {
    return await realFile(path, within);
  } catch (error) {
    // Of a file that is not there yet its folder is.
    if (!(error instanceof FileProblem) || error.kind !== "missing") throw error;
    return path;
  }
}

/** @returns `undefined` if there is none yet @throws FileProblem if it cannot be replaced without harm */
async function oldFile(real: string, name: string): Promise<Stats | undefined> {
  const old = await lstat(real).catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  });
  if (!old) return undefined;
  checkKind(old, name);
  // The other name would keep the old text.
  if (old.nlink > 1) throw new FileProblem("hardLinked", name);
  // To replace a file needs the permission of its folder only.
  await (await open(real, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW)).close();
  return old;
}

/** @param file its descriptor */
async function keepAttributes(file: number, old: Stats, name: string): Promise<void> {
  const fresh = await stat(file);
  if (fresh.uid !== old.uid || fresh.gid !== old.gid)
    await chown(file, old.uid, old.gid).catch(() => {
      throw new FileProblem("owned", name);
    });
  await chmod(file, old.mode & 0o7777);
}

async function checkUnchanged(real: string, name: string, expected: Buffer | "nothing"): Promise<void> {
  const size = await lstat(real).then((found) => found.size, () => undefined); // prettier-ignore
  const isSame = expected === "nothing" ? size === undefined : size === expected.length && (await readPlainFile(real)).bytes.equals(expected); // prettier-ignore
  if (!isSame) throw new FileProblem("changed", name);
}

/** So that the new name survives a power failure; where folders cannot be opened, the system has its own way. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r").catch(() => undefined);
  try {
    await folder?.sync().catch(() => undefined);
  } finally {
    await folder?.close();
  }
}
