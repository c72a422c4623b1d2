import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { listFiles } from "../../configuration/node/listFiles.js";
import { FileProblem } from "../../files/fileProblem.js";
import { readTextFile } from "../../files/textFile.js";
import type { ProseReader } from "../../grammar/proseReader.js";

/** Files that are looked for and read, and sentences that are taken: more would not fit into the minutes of a training. */
const MOST_FOUND = 20_000;
const MOST_FILES = 5_000;
const MOST_SENTENCES = 20_000;

/** Bytes; a larger file is data. */
const LARGEST = 300_000;

export interface Prose {
  readonly sentences: readonly string[];
  readonly files: number;
}

/** The sentences of a folder's files, each once; of too many some from everywhere. */
export async function projectProse(folder: string, reader: ProseReader, signal: AbortSignal): Promise<Prose> {
  const { files: found } = await listFiles(folder, { signal, most: MOST_FOUND });
  const names = found.filter((name) => reader.reads(name));
  const sentences = new Set<string>();
  let files = 0;
  for (const name of sampleEvenly(names, MOST_FILES)) {
    signal.throwIfAborted();
    const text = await readOwnFile(join(folder, name));
    if (text === undefined) continue;
    const found = reader.sentences(text, name);
    if (found.length > 0) files++;
    for (const sentence of found) sentences.add(sentence);
    // Others wait for this thread, too.
    await setImmediate();
  }
  return { sentences: sampleEvenly([...sentences], MOST_SENTENCES), files };
}

/** At most so many items, taken from everywhere in the list, in its order. */
export function sampleEvenly<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, index) => items[Math.floor((index * items.length) / most)]!);
}

/** @returns `undefined` for what is no text of readable size */
async function readOwnFile(path: string): Promise<string | undefined> {
  try {
    return (await readTextFile(path, { most: LARGEST })).text;
  } catch (error) {
    // The others are still there to learn from.
    if (error instanceof FileProblem) return undefined;
    throw error;
  }
}
