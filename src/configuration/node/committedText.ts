import { realpath } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { runGit } from "./git.js";

/** What git has of a file: its text in the last commit, nothing, or that the file is in no repository (or there is no git). */
export type Committed = { readonly text: string } | "untracked" | "outside";

/**
 * The text of a file as it was last committed.
 * @param path of a file that exists
 */
export async function committedText(path: string, signal?: AbortSignal): Promise<Committed> {
  const file = await realpath(path);
  const folder = dirname(file);
  const options = signal ? { signal } : {};
  try {
    return { text: (await runGit(folder, ["cat-file", "blob", `HEAD:./${basename(file)}`], options)).toString("utf8") };
  } catch (error) {
    signal?.throwIfAborted();
    return (await isRepository(folder, options)) ? "untracked" : "outside";
  }
}

async function isRepository(folder: string, options: { signal?: AbortSignal }): Promise<boolean> {
  return runGit(folder, ["rev-parse", "--is-inside-work-tree"], options).then(
    (answer) => answer.toString().trim() === "true",
    () => false,
  );
}
