import { type ExtensionContext, type FileSystemWatcher, RelativePattern, Uri, workspace } from "vscode";
import { ignoreFile, projectFile, sharedChoiceFile, wordsFile } from "../protocol.js";
import type { Dictionaries } from "./dictionary/dictionaries.js";

/** See every file that the server reads beside the documents. */
export function watchConfigurationFiles(
  { user, workspace: shared }: Dictionaries,
  { globalStorageUri }: ExtensionContext,
): FileSystemWatcher[] {
  const choice = Uri.joinPath(globalStorageUri, sharedChoiceFile);
  const outside = [user, choice, ...(shared ? [shared] : [])].map(
    (file) => new RelativePattern(Uri.joinPath(file, ".."), nameOf(file)),
  );
  return [`**/{${wordsFile},${projectFile},${ignoreFile}}`, ...outside].map((pattern) =>
    workspace.createFileSystemWatcher(pattern),
  );
}

function nameOf({ path }: Uri): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
