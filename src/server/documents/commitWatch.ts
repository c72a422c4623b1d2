import { type Connection, DidChangeWatchedFilesNotification } from "vscode-languageserver";
import type { Machine } from "../machine.js";

/** Has the client tell when there is another commit, or another branch, in the repositories of the documents. */
interface CommitWatch {
  /** @param uri of a file in a repository; its folder is looked at once */
  add(uri: string): Promise<void>;
}

/** Both are written by a commit and by a checkout, the second one only if the repository keeps a log. */
const WATCHED = ["", "/logs"];

/** @param canWatch whether the client watches folders of any place */
export function createCommitWatch(
  connection: Connection,
  { gitFolderOf }: Pick<Machine, "gitFolderOf">,
  canWatch: () => boolean,
): CommitWatch {
  const seen = new Set<string>();
  const watched = new Set<string>();
  return {
    async add(uri) {
      const folder = uri.slice(0, uri.lastIndexOf("/"));
      if (seen.has(folder) || !canWatch()) return;
      seen.add(folder);
      const git = await gitFolderOf(uri);
      if (git === undefined || watched.has(git)) return;
      watched.add(git);
      const watchers = WATCHED.map((part) => ({ globPattern: { baseUri: `${git}${part}`, pattern: "HEAD" } })); // prettier-ignore
      await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    },
  };
}

/** True for what it watches. */
export function isCommit({ uri }: { readonly uri: string }): boolean {
  return uri.endsWith("/HEAD");
}
