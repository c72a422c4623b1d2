import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Connection, DidChangeWatchedFilesNotification } from "vscode-languageserver/node";
import { gitFolderOf } from "../../configuration/node/committedText.js";

/** Has the client tell when there is another commit, or another branch, in the repositories of the documents. */
interface CommitWatch {
  /** @param path of a file in a repository; its folder is looked at once */
  add(path: string): Promise<void>;
}

/** Both are written by a commit and by a checkout, the second one only if the repository keeps a log. */
const WATCHED = [".", "logs"];

/** @param canWatch whether the client watches folders of any place */
export function createCommitWatch(connection: Connection, canWatch: () => boolean): CommitWatch {
  const seen = new Set<string>();
  const watched = new Set<string>();
  return {
    async add(path) {
      const folder = dirname(path);
      if (seen.has(folder) || !canWatch()) return;
      seen.add(folder);
      const git = await gitFolderOf(path);
      if (git === undefined || watched.has(git)) return;
      watched.add(git);
      const watchers = WATCHED.map((part) => ({ globPattern: { baseUri: pathToFileURL(join(git, part)).href, pattern: "HEAD" } })); // prettier-ignore
      await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    },
  };
}

/** True for what it watches. */
export function isCommit({ uri }: { readonly uri: string }): boolean {
  return uri.endsWith("/HEAD");
}
