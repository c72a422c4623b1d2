import { lstat, realpath, stat } from "node:fs/promises";
import { isAbsolute, relative, sep } from "node:path";
import { codeOf, FileProblem, problemOf } from "./fileProblem.js";

/**
 * The file behind a path, by its own path.
 * @param path if it is a link itself, it must stay inside
 * @param within folders that a link must not leave, nor lead into their `.git`; without them it may lead anywhere
 * @throws FileProblem for a link that leaves, and for one that leads nowhere or round in a circle
 */
export async function realFile(path: string, within?: readonly string[]): Promise<string> {
  const real = await realpath(path).catch(async (error: unknown) => {
    throw codeOf(error) === "ENOENT" && (await isLink(path)) ? await deadEnd(path) : problemOf(error, path, "reading");
  });
  if (within === undefined || !(await isLink(path))) return real;
  const folders = await Promise.all(within.map((folder) => realpath(folder).catch(() => folder)));
  if (folders.some((folder) => liesWithin(real, folder))) return real;
  throw new FileProblem("outside", path, `${real}. Name that file itself.`);
}

/** What has no name leads somewhere all the same: the pipes of a shell, such as `/dev/stdin`. */
async function deadEnd(path: string): Promise<FileProblem> {
  return stat(path).then(
    () => new FileProblem("special", path),
    () => new FileProblem("brokenLink", path),
  );
}

/** @param path of a file, by real names, as `folder` is */
function liesWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  const steps = way.split(sep);
  return !isAbsolute(way) && steps[0] !== ".." && !steps.includes(".git");
}

/** False also where there is nothing. */
export async function isLink(path: string): Promise<boolean> {
  return lstat(path).then(
    (found) => found.isSymbolicLink(),
    () => false,
  );
}
