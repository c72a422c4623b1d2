import { execFile } from "node:child_process";
import { homedir } from "node:os";

/** Runs the git of this machine in one folder and gives what it writes. */
export type Git = (args: readonly string[], input?: string) => Promise<Buffer>;

const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Never by a shell, never over the network, and without what the repository's own settings might start.
 * @param signal stops it
 */
export function createGit(folder: string, signal: AbortSignal): Git {
  const own = [
    "--no-pager",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "protocol.allow=never",
    "-c",
    "core.quotePath=off",
    "-C",
    folder,
  ];
  const env = {
    ...process.env,
    GIT_TERMINAL_PROMPT: "0",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_NO_LAZY_FETCH: "1",
    LC_ALL: "C",
  };
  // Windows looks for programs in the working folder first, so that must not be the repository.
  const options = {
    cwd: homedir(),
    env,
    signal,
    maxBuffer: MOST_BYTES,
    encoding: "buffer",
    windowsHide: true,
  } as const;
  return (args, input = "") =>
    new Promise((resolve, reject) => {
      const child = execFile("git", [...own, ...args], options, (error, stdout) => {
        if (error) reject(error);
        else resolve(stdout);
      });
      // A git that ends before it has read everything has failed, and says so itself.
      child.stdin?.on("error", () => child.stdin?.destroy());
      child.stdin?.end(input);
    });
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
