import type { Committed } from "../configuration/node/committedText.js";
import type { Project } from "../configuration/project.js";
import type { ServerFacts } from "../protocol.js";

/** The files in which team and writer say what they want; each is read once until `clear`. */
export interface ProjectFiles {
  /** Whether a folder or dictionary with this URI can be read. */
  reach(uri: string): boolean;
  /** @param uri of a document, which need not exist @param folder URI of the folder above which nothing is read */
  of(uri: string, folder: string): Promise<Project>;
  /** The words of a dictionary that the writer has chosen; none if there is no such file. */
  dictionary(uri: string): Promise<{ readonly content: readonly string[] | undefined; readonly problem?: string }>;
  clear(): void;
}

/** What the server needs of the machine that it runs on. */
export interface Machine {
  readonly files: ProjectFiles;
  /** @param uri of a file that exists */
  committed(uri: string): Promise<Committed>;
  /** URI of the folder in which the repository of a file keeps its `HEAD`; `undefined` outside of any. */
  gitFolderOf(uri: string): Promise<string | undefined>;
  facts(): Pick<ServerFacts, "node" | "platform" | "memory">;
}
