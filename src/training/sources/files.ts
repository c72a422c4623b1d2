import { lstat, readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Git } from "./git.js";

/** Folders of other people's files, or of files that a program has made. */
const FOREIGN = /^(?:\..*|node_modules|vendor|third_party|dist|build|out|target|venv|site-packages)$/iu;
const MOST_FOUND = 20_000;
/** Bytes; a larger file is data. */
const LARGEST = 300_000;

/**
 * Paths of a folder's own files, relative to it, in order: those that git does not ignore, or, without git, all but the usual
 * folders of foreign files.
 */
export async function ownFiles(folder: string, git: Git, signal: AbortSignal): Promise<string[]> {
  const found = await git(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).then(
    (names) => names.toString("utf8").split("\0").filter(Boolean),
    () => walk(folder, signal),
  );
  const own = found.filter(
    (path) =>
      !path
        .split("/")
        .slice(0, -1)
        .some((name) => FOREIGN.test(name)),
  );
  return [...new Set(own)].sort().slice(0, MOST_FOUND);
}

async function walk(folder: string, signal: AbortSignal): Promise<string[]> {
  const found: string[] = [];
  const waiting = [""];
  for (let at = waiting.pop(); at !== undefined && found.length < MOST_FOUND; at = waiting.pop()) {
    signal.throwIfAborted();
    for (const entry of await readdir(join(folder, at), { withFileTypes: true }).catch(() => [])) {
      const path = at === "" ? entry.name : `${at}/${entry.name}`;
      if (entry.isFile()) found.push(path);
      else if (entry.isDirectory() && !FOREIGN.test(entry.name)) waiting.push(path);
    }
  }
  return found;
}

/** @returns `undefined` if it is no plain file of readable size; a link may lead out of the folder */
export async function readOwnFile(path: string): Promise<string | undefined> {
  try {
    const { size } = await lstat(path).then((found) => (found.isFile() ? found : { size: Infinity }));
    return size <= LARGEST ? await readFile(path, "utf8") : undefined;
  } catch {
    // It went away, or may not be read: the others are still there to learn from.
    return undefined;
  }
}
