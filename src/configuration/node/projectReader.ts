import { stat } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { FileProblem } from "../../files/fileProblem.js";
import type { ReadingLimits } from "../../files/plainFile.js";
import { repositoryOf } from "../../files/repositoryOf.js";
import { readTextFile } from "../../files/textFile.js";
import type { SettingsLayer } from "../checkSettings.js";
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
} from "../projectFile.js";

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

/** What the folders around a file say of it. */
export interface Project {
  /** What the nearest `.cloze.json` says, with the words of all dictionaries on the way up. */
  readonly layer: SettingsLayer;
  /** The `.cloze.json` or `.clozeignore` that wants the file left alone. */
  readonly ignoredBy: string | undefined;
  /** What the nearest `package.json` calls the project. */
  readonly names: readonly string[];
  /** What cannot be used, each in a sentence that names the file. */
  readonly problems: readonly string[];
}

/** A project that says nothing. */
export const emptyProject: Project = { layer: {}, ignoredBy: undefined, names: [], problems: [] };

/** Reads `.cloze.json` and dictionaries, each once until `clear`: files only, and of a repository only what lies in it. */
interface ProjectReader {
  /**
   * @param file absolute path; it need not exist
   * @param top the folder above which nothing is read; without it the repository that the file lies in, or all there is
   */
  of(file: string, top?: string): Promise<Project>;
  /** The words of a dictionary that the writer has chosen, wherever a link leads; none if there is no such file. */
  dictionary(path: string): Promise<Read<readonly string[]>>;
  clear(): void;
}

/** What a file holds; `problem` says in a sentence why it does not count. */
interface Read<T> {
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

/** Bytes: a hundred thousand words and more. */
const MOST = 16_000_000;

export function createProjectReader(): ProjectReader {
  const folders = new Map<string, Promise<Folder>>();
  const dictionaries = new Map<string, Promise<Read<readonly string[]>>>();

  function dictionary(path: string): Promise<Read<readonly string[]>> {
    const found = dictionaries.get(path) ?? read(path, "The dictionary", parseWords, { most: MOST });
    dictionaries.set(path, found);
    return found;
  }

  async function readFolder(path: string): Promise<Folder> {
    // Who made the repository may have made its files links.
    const limits = { within: [(await repositoryOf(path)) ?? path], most: MOST };
    const [file, ignored, words, names, isRepository] = await Promise.all([
      read(join(path, projectFileName), "The configuration", parseProjectFile, limits),
      read(join(path, ignoreFileName), "The list of ignored files", parseIgnoreFile, limits),
      read(join(path, dictionaryName), "The dictionary", parseWords, limits),
      read(join(path, packageFileName), "The package", parsePackageNames, limits),
      exists(join(path, ".git")),
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
    for (let path = dirname(file); ; path = dirname(path)) {
      const next = await folder(path);
      found.push(next);
      const isTop = top === undefined ? next.isRepository : path === top;
      if (isTop || dirname(path) === path) return found;
    }
  }

  return {
    of: async (file, top) => projectOf(file, await foldersOf(file, top)),
    dictionary,
    clear() {
      folders.clear();
      dictionaries.clear();
    },
  };
}

function projectOf(file: string, folders: readonly Folder[]): Project {
  const nearest = folders.find((folder) => folder.file.content ?? folder.file.problem !== undefined);
  const { layer, ignores, problems } = nearest?.file.content ?? emptyProjectFile;
  const path = nearest && join(nearest.path, projectFileName);
  const words = [...(layer.words ?? []), ...folders.flatMap((folder) => folder.words.content ?? [])];
  const from = (folder: Folder): string => relative(folder.path, file).split(sep).join("/");
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
  path: string,
  name: string,
  parse: (text: string) => T,
  limits: ReadingLimits,
): Promise<Read<T>> {
  try {
    return { content: parse((await readTextFile(path, limits)).text) };
  } catch (error) {
    if (error instanceof FileProblem && error.kind === "missing") return { content: undefined };
    const reason = error instanceof FileProblem ? error.message : `${path}: ${String(error)}.`;
    return { content: undefined, problem: `${name} is not used. ${reason}` };
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
