import { lstat } from "node:fs/promises";
import { dirname, join } from "node:path";

/** @param folder absolute @returns the nearest folder, itself or above it, that is a git repository's */
export async function repositoryOf(folder: string): Promise<string | undefined> {
  for (let path = folder; ; path = dirname(path)) {
    if (await exists(join(path, ".git"))) return path;
    if (dirname(path) === path) return undefined;
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
