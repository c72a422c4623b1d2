import { fork } from "node:child_process";
import { existsSync } from "node:fs";
import { IPCMessageReader, IPCMessageWriter } from "vscode-languageclient/node";
import type { ServerProcess } from "./serverParts.js";

/**
 * Megabytes of V8's space for young objects. It may grow to four times as much by itself, and then a hundred megabytes more of the
 * server's memory are waste waiting for its collection; checking takes a hundredth longer with less.
 */
const YOUNG = "--max-semi-space-size=4";

/**
 * Of glibc. Fewer arenas and a fixed threshold give back what one thread or one batch no longer needs: 225 megabytes instead of 268 after
 * 40,000 words, in the same time.
 */
const NATIVE_MEMORY = { MALLOC_ARENA_MAX: "2", MALLOC_TRIM_THRESHOLD_: "1048576" };

/** VS Code's own program is Node only if it is told so. */
const AS_NODE = { ELECTRON_RUN_AS_NODE: "1", ELECTRON_NO_ASAR: "1" };

/** @param folder to run in, if it is there @param log gets what the server writes to its standard output and error */
export function startServerProcess(
  module: string,
  folder: string | undefined,
  log: { append(text: string): void },
): ServerProcess {
  const child = fork(module, ["--node-ipc", `--clientProcessId=${String(process.pid)}`], {
    execArgv: [YOUNG],
    env: { ...process.env, ...AS_NODE, ...NATIVE_MEMORY },
    silent: true,
    ...(folder !== undefined && existsSync(folder) ? { cwd: folder } : {}),
  });
  const write = (data: Buffer): void => log.append(data.toString("utf8"));
  child.stdout?.on("data", write);
  child.stderr?.on("data", write);
  const gone = new Promise<void>((done) => {
    child.once("exit", () => done());
    // One that could not be started never exits.
    child.on("error", () => (child.pid === undefined ? done() : undefined));
  });
  return {
    transports: { reader: new IPCMessageReader(child), writer: new IPCMessageWriter(child) },
    async end(grace) {
      const timer = setTimeout(() => child.kill("SIGKILL"), grace);
      await gone;
      clearTimeout(timer);
    },
  };
}
