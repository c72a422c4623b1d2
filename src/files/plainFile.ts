import { constants, type Stats } from "node:fs";
import { open, stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import { FileProblem, problemOf } from "./fileProblem.js";
import { realFile } from "./realFile.js";

/** A file as it was read. */
export interface PlainFile {
  /** As it was named. */
  readonly path: string;
  /** Without links. */
  readonly real: string;
  readonly bytes: Buffer;
}

export interface ReadingLimits {
  /** Folders that a link must not leave; without them links lead anywhere. */
  readonly within?: readonly string[];
  /** Bytes; a larger file is refused. */
  readonly most?: number;
}

/** Bytes: what a string of Node holds, in whatever encoding. */
const MOST = 256 * 1024 * 1024;

/**
 * Reads a file and nothing else: a device never ends, and a pipe waits.
 * @throws FileProblem
 */
export async function readPlainFile(path: string, { within, most = MOST }: ReadingLimits = {}): Promise<PlainFile> {
  const real = await realFile(path, within);
  try {
    checkKind(await stat(real), path);
    // Whatever has taken its place since must neither be waited for nor lead elsewhere.
    const handle = await open(real, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
    try {
      const found = await handle.stat();
      checkKind(found, path);
      if (found.size > most) throw tooLarge(path, most);
      // A file can grow meanwhile, and some tell no size at all.
      const bytes = await readStream(handle.createReadStream({ autoClose: false }), path, most);
      return { path, real, bytes };
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw problemOf(error, path, "reading");
  }
}

/**
 * Everything that comes, up to a limit.
 * @param name for the message
 * @param most bytes
 * @throws FileProblem
 */
export async function readStream(stream: Readable, name: string, most = MOST): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      chunks.push(chunk as Buffer);
      length += (chunk as Buffer).length;
      if (length > most) throw tooLarge(name, most);
    }
  } catch (error) {
    throw problemOf(error, name, "reading");
  }
  return Buffer.concat(chunks);
}

/** @throws FileProblem for anything but a file */
export function checkKind(found: Stats, path: string): void {
  if (found.isDirectory()) throw new FileProblem("folder", path);
  if (!found.isFile()) throw new FileProblem("special", path);
}

function tooLarge(path: string, most: number): FileProblem {
  return new FileProblem("tooLarge", path, `At most ${(most / 1e6).toFixed(0)} MB are read.`);
}
