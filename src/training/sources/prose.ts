import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { ownFiles, readOwnFile } from "./files.js";
import type { Git } from "./git.js";
import type { ProseReader } from "../../grammar/proseReader.js";

/** Files that are read, and sentences that are taken: more would not fit into the minutes of a training. */
const MOST_FILES = 5_000;
const MOST_SENTENCES = 20_000;

export interface Prose {
  readonly sentences: readonly string[];
  readonly files: number;
}

/** The sentences of a folder's files, each once; of too many some from everywhere. */
export async function proseOf(folder: string, git: Git, reader: ProseReader, signal: AbortSignal): Promise<Prose> {
  const names = (await ownFiles(folder, git, signal)).filter((name) => reader.reads(name));
  const sentences = new Set<string>();
  let files = 0;
  for (const name of evenly(names, MOST_FILES)) {
    signal.throwIfAborted();
    const text = await readOwnFile(join(folder, name));
    if (text === undefined) continue;
    const found = reader.sentences(text, name);
    if (found.length > 0) files++;
    for (const sentence of found) sentences.add(sentence);
    // Others wait for this thread, too.
    await setImmediate();
  }
  return { sentences: evenly([...sentences], MOST_SENTENCES), files };
}

/** At most so many items, taken from everywhere in the list, in its order. */
export function evenly<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, index) => items[Math.floor((index * items.length) / most)]!);
}
