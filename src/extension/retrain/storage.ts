import type { Uri } from "vscode";
import type { InitializationOptions } from "../../protocol.js";

/** VS Code's folder for this workspace; there is none while no folder is open, or where there is no file system. */
export function storageFolder(storage: Uri | undefined): Pick<InitializationOptions, "storage"> {
  return storage?.scheme === "file" ? { storage: storage.fsPath } : {};
}
