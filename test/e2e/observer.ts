import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a process and all that it started have done so far. */
export interface Observed {
  /** System calls that made a socket for anything but this machine's own processes. */
  readonly sockets: string[];
  /** System calls that opened what a name is looked up in. */
  readonly lookups: string[];
  /** What is in its home and its temporary folder, which were empty: relative paths. */
  readonly files: string[];
}

const CALLS = "socket,connect,open,openat,creat";

/** A place to run one command under strace, with a home and a temporary folder of its own, and as if nobody watched. */
export class Observer {
  private readonly folder = mkdtempSync(join(tmpdir(), "cloze-observed-"));
  private readonly home = mkdtempSync(join(this.folder, "home-"));
  private readonly temporary = mkdtempSync(join(this.folder, "tmp-"));
  private readonly trace = join(this.folder, "trace");

  constructor() {
    if (spawnSync("strace", ["-V"]).status !== 0)
      throw new Error("Nothing can be observed without strace: apt-get install strace.");
  }

  /**
   * What stands before a command. Its environment has nothing of ours, above all no `CI`, under which the runtime's telemetry keeps silent.
   */
  get launcher(): string[] {
    const { PATH = "" } = process.env;
    const environment = [`PATH=${PATH}`, `HOME=${this.home}`, `TMPDIR=${this.temporary}`, "LANG=C.UTF-8"];
    // seccomp: only the calls that are looked at stop the process.
    return ["env", "-i", ...environment, "strace", "-f", "--seccomp-bpf", "-qq", "-s", "256", "-e", `trace=${CALLS}`, "-o", this.trace]; // prettier-ignore
  }

  /** Starts a command, as the leader of a process group. */
  start(command: readonly string[], cwd: string): ChildProcess {
    const [name = "", ...given] = [...this.launcher, ...command];
    return spawn(name, given, { cwd, detached: true, stdio: ["pipe", "pipe", "pipe"] });
  }

  look(): Observed {
    const calls = readFileSync(this.trace, "utf8").split("\n");
    return {
      sockets: calls.filter((call) => call.includes(" socket(") && !call.includes(" socket(AF_UNIX")),
      lookups: calls.filter((call) =>
        /"(\/etc\/(hosts|resolv\.conf)|[^"]*\/(nscd|systemd\/resolve)\/[^"]*)"/.test(call),
      ),
      files: [this.home, this.temporary].flatMap((folder) => readdirSync(folder, { recursive: true }).map(String)),
    };
  }

  /** Removes all that was written here. */
  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/**
 * Waits until a process has printed something that matches.
 * @throws with all that it printed, if it ends before
 */
export function printed(child: ChildProcess, expected: RegExp): Promise<void> {
  let log = "";
  return new Promise((done, fail) => {
    const read = (chunk: Buffer): void => {
      log += chunk.toString();
      if (expected.test(log)) done();
    };
    child.stdout!.on("data", read);
    child.stderr!.on("data", read);
    child.on("error", fail);
    child.on("exit", (code) => {
      fail(new Error(`It ended with ${String(code)} before it had printed ${String(expected)}:\n${log}`));
    });
  });
}

/** Ends a process group and waits until its leader has gone. */
export async function endGroup(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once("exit", done));
  process.kill(-child.pid!, "SIGKILL");
  await ended;
}
