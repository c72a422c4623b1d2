import { type CancellationToken, extensions, FileType, Uri, workspace, type WorkspaceFolder } from "vscode";
import { checkedLanguages } from "../client.js";
import { createExclusion, walkFiles } from "./fileWalk.js";
import { createLanguageOfFile, type LanguageContribution } from "./languageAssociations.js";

export interface WorkspaceFile {
  readonly uri: Uri;
  readonly languageId: string;
}

/** The files of a folder that are checked: of a language that is sent to the server, and not left out of the explorer or of searches. */
export async function findFiles(
  folder: WorkspaceFolder,
  most: number,
  token: CancellationToken,
): Promise<WorkspaceFile[]> {
  const settings = workspace.getConfiguration(undefined, folder.uri);
  const read = <T>(key: string): Record<string, T> => ({ ...settings.get<Record<string, T>>(key) });
  const checked = checkedLanguages([folder.uri]);
  const languageOf = createLanguageOfFile(contributedLanguages(), read("files.associations"));
  const found = await walkFiles({
    list: (path) => list(path === "" ? folder.uri : Uri.joinPath(folder.uri, path)),
    isExcluded: createExclusion(read("files.exclude"), read("search.exclude")),
    languageOf(name) {
      const languageId = languageOf(name);
      return languageId !== undefined && (checked[languageId] ?? "off") !== "off" ? languageId : undefined;
    },
    most,
    isCancelled: () => token.isCancellationRequested,
  });
  return found.map(({ path, languageId }) => ({ uri: Uri.joinPath(folder.uri, path), languageId }));
}

function contributedLanguages(): LanguageContribution[] {
  return extensions.all.flatMap(({ packageJSON }) => {
    const { contributes } = packageJSON as { contributes?: { languages?: LanguageContribution[] } };
    return contributes?.languages ?? [];
  });
}

const kinds: Readonly<Partial<Record<FileType, "file" | "folder">>> = {
  [FileType.File]: "file",
  [FileType.Directory]: "folder",
};

/** A folder that cannot be read, or is gone by now, holds nothing. */
async function list(folder: Uri): Promise<{ name: string; kind: "file" | "folder" | "other" }[]> {
  try {
    const entries = await workspace.fs.readDirectory(folder);
    return entries.map(([name, type]) => ({ name, kind: kinds[type] ?? "other" }));
  } catch {
    return [];
  }
}
