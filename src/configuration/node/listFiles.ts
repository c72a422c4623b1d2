import type { Dirent } from "node:fs";
import { readdir, realpath } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { codeOf, type FileProblem, problemOf } from "../../files/fileProblem.js";
import { repositoryOf } from "../../files/repositoryOf.js";
import { runGit } from "./git.js";

/** Folders of other people's files, or of files that a program has made. */
const FOREIGN = /^(?:\..*|node_modules|vendor|third_party|dist|build|out|target|venv|site-packages)$/iu;

interface Listing {
  /** Paths relative to the folder, with `/`, in order. */
  readonly files: readonly string[];
  /** Of folders that cannot be read. */
  readonly problems: readonly FileProblem[];
  /** A sentence where git could not be asked, so that more is listed than elsewhere. */
  readonly note: string | undefined;
}

interface ListingOptions {
  readonly signal?: AbortSignal;
  /** Files; once there are so many, no further folder is opened. */
  readonly most?: number;
}

/**
 * A folder's own files: what lies there and git does not ignore, without the usual folders of foreign files, hidden ones, and other
 * repositories. Links are not followed: what they lead to within the folder is listed itself. Where the folder itself is ignored, somebody
 * has named it all the same, and nothing in it counts as ignored.
 */
export async function listFiles(folder: string, { signal, most = Infinity }: ListingOptions = {}): Promise<Listing> {
  const { ignored, note } = await askGit(folder, signal);
  const files: string[] = [];
  const problems: FileProblem[] = [];
  const waiting = [""];
  for (let at = waiting.pop(); at !== undefined && files.length < most; at = waiting.pop()) {
    signal?.throwIfAborted();
    const path = join(folder, at);
    const entries = await readdir(path, { withFileTypes: true }).catch((error: unknown) => {
      problems.push(problemOf(error, path, "reading"));
      return [];
    });
    if (at !== "" && isRepository(entries)) continue;
    for (const entry of entries) {
      const name = at === "" ? entry.name : `${at}/${entry.name}`;
      if (ignored.has(name)) continue;
      if (entry.isFile()) files.push(name);
      else if (entry.isDirectory() && !FOREIGN.test(entry.name)) waiting.push(name);
    }
  }
  return { files: files.sort(), problems, note };
}

function isRepository(entries: readonly Dirent[]): boolean {
  return entries.some(({ name }) => name === ".git");
}

/** @returns files and folders relative to the folder, with `/`; and a note where git could not be asked */
async function askGit(
  folder: string,
  signal: AbortSignal | undefined,
): Promise<{ ignored: ReadonlySet<string>; note: string | undefined }> {
  try {
    return { ignored: await ignoredIn(await realpath(folder), signal), note: undefined };
  } catch (error) {
    signal?.throwIfAborted();
    const note = `Git cannot say which files of ${folder} it ignores, so that all of them count: ${reasonOf(error)}`;
    return { ignored: new Set(), note };
  }
}

/** Of a folder that is ignored git names the folder and nothing in it. */
async function ignoredIn(folder: string, signal: AbortSignal | undefined): Promise<ReadonlySet<string>> {
  const top = await repositoryOf(folder);
  if (top === undefined) return new Set();
  const inside = relative(top, folder).split(sep).join("/");
  const where = inside === "" ? [] : ["--", inside];
  const names = await runGit(
    top,
    ["ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z", ...where],
    signal ? { signal } : {},
  );
  const start = inside === "" ? "" : `${inside}/`;
  const paths = names.toString("utf8").split("\0").filter((name) => name.startsWith(start)); // prettier-ignore
  return new Set(paths.map((name) => name.slice(start.length).replace(/\/$/u, "")));
}

function reasonOf(error: unknown): string {
  if (codeOf(error) === "ENOENT") return "it is not installed.";
  const lines = (error instanceof Error ? error.message : String(error)).split("\n");
  return lines.find((line) => line.startsWith("fatal:"))?.slice("fatal: ".length) ?? lines[0]!;
}
