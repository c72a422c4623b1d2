import { RelativePattern, Uri, workspace, type FileSystemWatcher } from "vscode";
import { projectFile, wordsFile } from "../protocol.js";
import type { Dictionaries } from "./dictionaries.js";

/** See every file that the server reads beside the documents. */
export function watchOwnFiles({ user, workspace: shared }: Dictionaries): FileSystemWatcher[] {
  const outside = [user, ...(shared ? [shared] : [])].map(
    (file) => new RelativePattern(Uri.joinPath(file, ".."), nameOf(file)),
  );
  return [`**/{${wordsFile},${projectFile}}`, ...outside].map((pattern) => workspace.createFileSystemWatcher(pattern));
}

function nameOf({ path }: Uri): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
