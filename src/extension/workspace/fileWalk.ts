import { globMatcher } from "./glob.js";
import type { LanguageOfFile } from "./languageAssociations.js";

/** A file that is to be checked. */
interface FoundFile {
  /** Inside the workspace folder, with `/` between its parts. */
  readonly path: string;
  readonly languageId: string;
}

interface WalkOptions {
  /** What a folder holds. A link is neither file nor folder: it may lead in circles. */
  list(path: string): Promise<readonly { readonly name: string; readonly kind: "file" | "folder" | "other" }[]>;
  readonly isExcluded: IsExcluded;
  /** The language of a file that is to be checked; `undefined` for all others. */
  readonly languageOf: LanguageOfFile;
  /** The most files that are found. */
  readonly most: number;
  isCancelled(): boolean;
}

/** Files of a folder in the order of their names, each folder's own before those of the folders in it. */
export async function walkFiles({
  list,
  isExcluded,
  languageOf,
  most,
  isCancelled,
}: WalkOptions): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  /** The next folder last. */
  const waiting = [""];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    if (isCancelled() || found.length >= most) break;
    const entries = [...(await list(folder))].sort((a, b) => (a.name < b.name ? -1 : 1));
    const folders: string[] = [];
    for (const { name, kind } of entries) {
      const path = folder === "" ? name : `${folder}/${name}`;
      if (kind === "other" || isExcluded(path)) continue;
      if (kind === "folder") folders.push(path);
      else {
        const languageId = languageOf(name);
        if (languageId !== undefined && found.length < most) found.push({ path, languageId });
      }
    }
    for (const next of folders.reverse()) waiting.push(next);
  }
  return found;
}

/** Tells whether a file or folder is left out, by its path inside the workspace folder. */
type IsExcluded = (path: string) => boolean;

/**
 * @param settings the values of `files.exclude` and `search.exclude`: pattern → whether it holds. A condition on other files
 *   (`{ "when": … }`) is for what is generated from sources, and does not hold here.
 */
export function createExclusion(...settings: readonly Readonly<Record<string, unknown>>[]): IsExcluded {
  const merged: Record<string, unknown> = Object.assign({}, ...settings);
  const patterns = Object.entries(merged).flatMap(([pattern, holds]) => (holds === true ? [pattern] : []));
  return globMatcher(...patterns);
}
