import { type GitArguments, runGit } from "../../configuration/node/git.js";

/** Runs the git of this machine in one folder and gives what it writes. */
export type Git = (args: GitArguments, input?: string) => Promise<Buffer>;

/** @param signal stops it */
export function createGit(folder: string, signal: AbortSignal): Git {
  return (args, input = "") => runGit(folder, args, { input, signal });
}

/** Why there is no history to learn from, as a sentence for the writer. */
export function gitProblem(error: unknown): string {
  if (error instanceof Error && "code" in error) {
    if (error.code === "ENOENT") return "Git is not installed, so nothing is learned from the history.";
    if (error.code === 128) return "This folder has no git history to learn from.";
    if (error.code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER") return "The git history is too large to be read.";
  }
  return "The git history cannot be read.";
}
