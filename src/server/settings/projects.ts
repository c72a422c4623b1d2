import { emptyProject, type Project } from "../../configuration/project.js";
import type { ProjectFiles } from "../machine.js";

interface Folder {
  readonly uri: string;
  readonly name: string;
}

/** What the folders of the workspace say of a document, and the dictionaries that hold for every document. */
export interface Projects {
  /** A document in no folder has the shared dictionaries only. */
  of(uri: string): Promise<Project>;
  /** What holds for a file right in the folder. */
  ofFolder(uri: string): Promise<Project>;
  /** The innermost folder that the document lies in and that can have files of its own. */
  folderOf(uri: string): Folder | undefined;
  folders(): readonly Folder[];
  setFolders(folders: readonly Folder[]): void;
  /** URIs of dictionaries that hold everywhere: the writer's own, and that of a workspace of several folders. */
  setDictionaries(uris: readonly string[]): void;
  /** A file has changed. */
  clear(): void;
}

/** @param warn is called once for each thing that cannot be used, until it changes */
export function createProjects(files: ProjectFiles, warn: (message: string) => void): Projects {
  const warned = new Set<string>();
  let folders: readonly Folder[] = [];
  let dictionaries: readonly string[] = [];

  const folderOf = (uri: string): Folder | undefined =>
    folders.filter((folder) => uri.startsWith(`${folder.uri}/`)).sort((a, b) => b.uri.length - a.uri.length)[0];

  function warnOnce(message: string): void {
    if (!warned.has(message)) warn(message);
    warned.add(message);
  }

  async function load(uri: string): Promise<Project> {
    const folder = folderOf(uri);
    const [own, ...shared] = await Promise.all([
      folder ? files.of(uri, folder.uri) : emptyProject,
      ...dictionaries.map((dictionary) => files.dictionary(dictionary)),
    ]);
    const words = [...(own.layer.words ?? []), ...shared.flatMap(({ content }) => content ?? [])];
    const problems = [...own.problems, ...shared.flatMap(({ problem }) => problem ?? [])];
    return { ...own, layer: { ...own.layer, words }, problems };
  }

  async function of(uri: string): Promise<Project> {
    const project = await load(uri);
    project.problems.forEach(warnOnce);
    return project;
  }

  return {
    of,
    // What a file is called makes no difference to what its folder says of words and languages.
    ofFolder: (uri) => of(`${uri}/-`),
    folderOf,
    folders: () => folders,
    setFolders(given) {
      folders = given
        .map(({ uri, name }) => ({ uri: uri.replace(/\/$/u, ""), name }))
        .filter(({ uri }) => files.reach(uri));
      files.clear();
    },
    setDictionaries(uris) {
      dictionaries = uris.filter((uri) => files.reach(uri));
      files.clear();
    },
    clear() {
      files.clear();
      warned.clear();
    },
  };
}
