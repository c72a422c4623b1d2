import { mkdir, readFile, realpath, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { lock } from "proper-lockfile";

/** Waits for other windows: some two seconds in all. */
const WAIT = { retries: 40, factor: 1, minTimeout: 20, maxTimeout: 60, randomize: true };

/** A file that is not UTF-8 is left as it is: writing it back would spoil it. */
export class NotUtf8 extends Error {}

/** @returns the text, `""` where there is no file @throws NotUtf8 */
export async function readWordFile(path: string): Promise<string> {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await readFile(path));
  } catch (error) {
    if (codeOf(error) === "ENOENT") return "";
    if (codeOf(error) === "ERR_ENCODING_INVALID_ENCODED_DATA") throw new NotUtf8(path);
    throw error;
  }
}

/**
 * Changes a file that several windows may change at the same time: none of their changes is lost, and whoever reads meanwhile, or
 * when the disk is full, finds the whole old text.
 * @param change is given the present text, `""` where there is no file
 * @throws NotUtf8, or what the file system says
 */
export async function changeWordFile(path: string, change: (text: string) => string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const file = await realpath(path).catch(() => path);
  const release = await lock(file, { realpath: false, retries: WAIT });
  try {
    const before = await readWordFile(file);
    const after = change(before);
    if (after === before) return;
    await writeFile(`${file}.new`, after);
    await rename(`${file}.new`, file);
  } finally {
    await release();
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
