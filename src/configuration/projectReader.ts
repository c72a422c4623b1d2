import type { Project } from "./project.js";
import {
  dictionaryName,
  emptyProjectFile,
  type IgnoreFile,
  ignoreFileName,
  parseIgnoreFile,
  parseProjectFile,
  parseWords,
  type ProjectFile,
  projectFileName,
} from "./projectFile.js";

/** Of npm; what it calls a project is a name in the project's own prose. */
const packageFileName = "package.json";

/**
 * What a `package.json` calls its package; nothing where it has no name.
 * @throws a `SyntaxError` if it is no JSON
 */
function parsePackageNames(text: string): string[] {
  const content = JSON.parse(text.replace(/^\uFEFF/u, "")) as unknown;
  const name = typeof content === "object" && content !== null && "name" in content ? content.name : undefined;
  return typeof name === "string" ? [name] : [];
}

/** Reads `.cloze.json` and dictionaries, each once until `clear`. */
export interface ProjectReader {
  /**
   * @param file absolute path or URI; it need not exist
   * @param top the folder above which nothing is read; without it the repository that the file lies in, or all there is
   */
  of(file: string, top?: string): Promise<Project>;
  /** The words of a dictionary that the writer has chosen, wherever a link leads; none if there is no such file. */
  dictionary(path: string): Promise<Read<readonly string[]>>;
  clear(): void;
}

/** Where files lie: paths on a disk, or URIs of whatever an editor has. */
export interface ProjectPlace {
  /** @returns `undefined` where there is no such file; `problem` says in a sentence why it does not count */
  read(
    path: string,
    folder: string | undefined,
  ): Promise<{ readonly text: string } | { readonly problem: string } | undefined>;
  exists(path: string): Promise<boolean>;
  /** The folder that a file or folder lies in; a top lies in itself. */
  parentOf(path: string): string;
  join(folder: string, name: string): string;
  /** What leads from a folder to what lies below it, with `/`. */
  relative(folder: string, path: string): string;
}

/** What a file holds; `problem` says in a sentence why it does not count. */
export interface Read<T> {
  readonly content: T | undefined;
  readonly problem?: string;
}

interface Folder {
  readonly path: string;
  readonly file: Read<ProjectFile>;
  readonly ignored: Read<IgnoreFile>;
  readonly words: Read<readonly string[]>;
  readonly names: Read<readonly string[]>;
  readonly isRepository: boolean;
}

export function createProjectReader(place: ProjectPlace): ProjectReader {
  const folders = new Map<string, Promise<Folder>>();
  const dictionaries = new Map<string, Promise<Read<readonly string[]>>>();

  function dictionary(path: string): Promise<Read<readonly string[]>> {
    const found = dictionaries.get(path) ?? read(place, path, undefined, "The dictionary", parseWords);
    dictionaries.set(path, found);
    return found;
  }

  async function readFolder(path: string): Promise<Folder> {
    const [file, ignored, words, names, isRepository] = await Promise.all([
      read(place, place.join(path, projectFileName), path, "The configuration", parseProjectFile),
      read(place, place.join(path, ignoreFileName), path, "The list of ignored files", parseIgnoreFile),
      read(place, place.join(path, dictionaryName), path, "The dictionary", parseWords),
      read(place, place.join(path, packageFileName), path, "The package", parsePackageNames),
      place.exists(place.join(path, ".git")),
    ]);
    return { path, file, ignored, words, names, isRepository };
  }

  function folder(path: string): Promise<Folder> {
    const found = folders.get(path) ?? readFolder(path);
    folders.set(path, found);
    return found;
  }

  /** From the file's own folder upwards. */
  async function foldersOf(file: string, top: string | undefined): Promise<Folder[]> {
    const found: Folder[] = [];
    for (let path = place.parentOf(file); ; path = place.parentOf(path)) {
      const next = await folder(path);
      found.push(next);
      const isTop = top === undefined ? next.isRepository : path === top;
      if (isTop || place.parentOf(path) === path) return found;
    }
  }

  return {
    of: async (file, top) => projectOf(place, file, await foldersOf(file, top)),
    dictionary,
    clear() {
      folders.clear();
      dictionaries.clear();
    },
  };
}

function projectOf({ join, relative }: ProjectPlace, file: string, folders: readonly Folder[]): Project {
  const nearest = folders.find((folder) => folder.file.content ?? folder.file.problem !== undefined);
  const { layer, ignores, problems } = nearest?.file.content ?? emptyProjectFile;
  const path = nearest && join(nearest.path, projectFileName);
  const words = [...(layer.words ?? []), ...folders.flatMap((folder) => folder.words.content ?? [])];
  const from = (folder: Folder): string => relative(folder.path, file);
  const isIgnored = nearest !== undefined && ignores(from(nearest));
  const ignoring = folders.find((folder) => folder.ignored.content?.ignores(from(folder)));
  return {
    layer: { ...layer, words },
    ignoredBy: isIgnored ? path : ignoring && join(ignoring.path, ignoreFileName),
    // It is not ours, so that a broken one is none of our business.
    names: folders.find((folder) => folder.names.content)?.names.content ?? [],
    problems: [
      ...(nearest?.file.problem === undefined ? [] : [nearest.file.problem]),
      ...problems.map((problem) => `The configuration ${String(path)}: ${problem}.`),
      ...folders.flatMap((folder) => folder.words.problem ?? []),
      ...folders.flatMap(({ path: at, ignored }) => [
        ...(ignored.problem === undefined ? [] : [ignored.problem]),
        ...(ignored.content?.problems ?? []).map(
          (problem) => `The list of ignored files ${join(at, ignoreFileName)}: ${problem}.`,
        ),
      ]),
    ],
  };
}

/** @returns no content, and no problem, where there is no such file */
async function read<T>(
  place: ProjectPlace,
  path: string,
  folder: string | undefined,
  name: string,
  parse: (text: string) => T,
): Promise<Read<T>> {
  const found = await place.read(path, folder);
  if (found === undefined) return { content: undefined };
  if ("problem" in found) return { content: undefined, problem: `${name} is not used. ${found.problem}` };
  try {
    return { content: parse(found.text) };
  } catch (error) {
    return { content: undefined, problem: `${name} is not used. ${path}: ${String(error)}.` };
  }
}
