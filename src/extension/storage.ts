import type { ExtensionContext, Uri } from "vscode";
import type { InitializationOptions } from "../protocol.js";

/** VS Code's folders for this workspace, which is there only while a folder is open, and for all of them. */
export function storageFolders({
  storageUri,
  globalStorageUri,
}: Pick<ExtensionContext, "storageUri" | "globalStorageUri">): Pick<
  InitializationOptions,
  "storage" | "sharedStorage"
> {
  const storage = pathOf(storageUri);
  const sharedStorage = pathOf(globalStorageUri);
  return { ...(storage === undefined ? {} : { storage }), ...(sharedStorage === undefined ? {} : { sharedStorage }) };
}

/** `undefined` where there is no file system. */
function pathOf(folder: Uri | undefined): string | undefined {
  return folder?.scheme === "file" ? folder.fsPath : undefined;
}
