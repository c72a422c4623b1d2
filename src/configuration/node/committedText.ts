import { realpath } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { repositoryOf } from "../../files/repositoryOf.js";
import { textIn } from "../../files/textFile.js";
import { runGit } from "./git.js";

/** What git has of a file: its text in a commit, nothing, or that the file is in no repository (or there is no git). */
export type Committed = { readonly text: string } | "untracked" | "outside";

/**
 * The text of a file as it was last committed, or as it was in another commit.
 * @param path of a file that exists
 * @param commit as `commitOf` gives it
 */
export async function committedText(path: string, signal?: AbortSignal, commit = "HEAD"): Promise<Committed> {
  const file = await realpath(path);
  const folder = dirname(file);
  // Git takes longer to say so.
  if ((await repositoryOf(folder)) === undefined) return "outside";
  const options = signal ? { signal } : {};
  try {
    const bytes = await runGit(folder, ["cat-file", "blob", `${commit}:./${basename(file)}`], options);
    return { text: textIn(bytes, path).text };
  } catch {
    signal?.throwIfAborted();
    return (await isRepository(folder, options)) ? "untracked" : "outside";
  }
}

/**
 * The name of a commit.
 * @param revision as a person writes it: a branch, a tag, `HEAD~3`
 * @throws an Error for people
 */
export async function commitOf(folder: string, revision: string): Promise<string> {
  const args = ["--verify", "--quiet", "--end-of-options", `${revision}^{commit}`] as const;
  const answer = await runGit(folder, ["rev-parse", ...args]).catch((error: unknown) => {
    throw new Error(`git knows no commit “${revision}” here.`, { cause: error });
  });
  return answer.toString("utf8").trim();
}

/** Where the repository of a file keeps its `HEAD`: of a worktree its own; `undefined` outside of any. */
export async function gitFolderOf(path: string): Promise<string | undefined> {
  const folder = dirname(await realpath(path));
  if ((await repositoryOf(folder)) === undefined) return undefined;
  return runGit(folder, ["rev-parse", "--absolute-git-dir"]).then(
    (answer) => answer.toString("utf8").replace(/\r?\n$/u, ""),
    () => undefined,
  );
}

async function isRepository(folder: string, options: { signal?: AbortSignal }): Promise<boolean> {
  return runGit(folder, ["rev-parse", "--is-inside-work-tree"], options).then(
    (answer) => answer.toString().trim() === "true",
    () => false,
  );
}
