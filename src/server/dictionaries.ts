import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { wordsFile } from "../protocol.js";

/** The dictionary files of the workspace folders. */
export interface Dictionaries {
  /** Words of the folder that the document lies in; none if it lies in no folder. */
  wordsFor(uri: string): Promise<readonly string[]>;
  /** True if the document lies in a folder that can have a dictionary file. */
  hasFolder(uri: string): boolean;
  /** Of the folders, without a slash at the end. */
  folders(): readonly string[];
  setFolders(uris: readonly string[]): void;
  /** A dictionary file has changed. */
  clear(): void;
}

/** @param onError gets a message that names a file that cannot be read; a file that does not exist is no error */
export function createDictionaries(onError: (message: string) => void): Dictionaries {
  let folders: readonly string[] = [];
  const known = new Map<string, Promise<readonly string[]>>();

  /** The innermost folder wins. */
  const folderOf = (uri: string): string | undefined =>
    folders.filter((folder) => uri.startsWith(`${folder}/`)).sort((a, b) => b.length - a.length)[0];

  return {
    async wordsFor(uri) {
      const folder = folderOf(uri);
      if (folder === undefined) return [];
      const words = known.get(folder) ?? readWords(new URL(`${folder}/${wordsFile}`), onError);
      known.set(folder, words);
      return words;
    },
    hasFolder: (uri) => folderOf(uri) !== undefined,
    folders: () => folders,
    setFolders(uris) {
      folders = uris.map((uri) => uri.replace(/\/$/u, "")).filter((uri) => uri.startsWith("file:"));
      known.clear();
    },
    clear: () => known.clear(),
  };
}

async function readWords(file: URL, onError: (message: string) => void): Promise<readonly string[]> {
  try {
    return parseWords(new TextDecoder("utf-8", { fatal: true }).decode(await readFile(file)));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    const reason = error instanceof TypeError ? "it is not UTF-8" : String(error);
    onError(`The dictionary ${fileURLToPath(file)} is not used: ${reason}.`);
    return [];
  }
}

/** One word a line; empty lines and lines that begin with `#` are for people. */
export function parseWords(text: string): string[] {
  return text
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}
