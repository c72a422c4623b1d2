import { mkdir } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { lock } from "proper-lockfile";
import { FileProblem } from "../../files/fileProblem.js";
import { closeToOthers, PRIVATE_FILE } from "../../files/privateFiles.js";
import { realFile } from "../../files/realFile.js";
import { readTextFile, rewriteTextFile, type TextFile } from "../../files/textFile.js";
import { writeWhole } from "../../files/writeWhole.js";

/** Waits for other windows: some two seconds in all. */
const WAIT = { retries: 40, factor: 1, minTimeout: 20, maxTimeout: 60, randomize: true };

/** A file of words, one a line. */
export interface WordFile {
  readonly path: string;
  /** The folder that it came with, which a link must not leave. The writer's own file came with none and may lie anywhere. */
  readonly folder?: string | undefined;
}

/** @returns the text, `""` where there is no file @throws FileProblem */
export async function readWordFile(file: WordFile): Promise<string> {
  return (await readIfThere(await realWordFile(file)))?.text ?? "";
}

/**
 * Changes a file that several windows may change at the same time: none of their changes is lost, and whoever reads meanwhile, or
 * when the disk is full, finds the whole old text.
 * @param change is given the present text, `""` where there is no file
 * @throws FileProblem, or what the lock says
 */
export async function changeWordFile(file: WordFile, change: (text: string) => string): Promise<void> {
  await mkdir(dirname(file.path), { recursive: true });
  const real = await realWordFile(file);
  const release = await lock(real, { realpath: false, retries: WAIT });
  try {
    const old = await readIfThere(real);
    const before = old?.text ?? "";
    const after = change(before);
    if (after === before) return;
    const isOwn = file.folder === undefined;
    if (isOwn) await closeToOthers(real);
    if (old) await rewriteTextFile(old, after);
    else await writeWhole(real, after, { expected: "nothing", ...(isOwn ? { mode: PRIVATE_FILE } : {}) });
  } finally {
    await release();
  }
}

/** Whoever made the repository may have made its files links: one must lead to another word list, not to what git or a build reads. */
async function realWordFile({ path, folder }: WordFile): Promise<string> {
  const real = await unlessMissing(realFile(path, folder === undefined ? undefined : [folder]));
  if (real === undefined) return path;
  if (folder !== undefined && basename(real) !== basename(path)) throw new FileProblem("otherKind", path, real);
  return real;
}

function readIfThere(path: string): Promise<TextFile | undefined> {
  return unlessMissing(readTextFile(path));
}

async function unlessMissing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof FileProblem && error.kind === "missing") return undefined;
    throw error;
  }
}
