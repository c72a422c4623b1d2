import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";

export const root = resolve(__dirname, "../..");

/** The bundle, as `npm run build` makes it. */
export const program = join(root, "dist", "cli.js");

/** Milliseconds: each run starts a process and loads the model, which takes its time on a busy machine. */
export const PATIENCE = 180_000;

export interface Run {
  readonly status: number | null;
  readonly out: string;
  readonly error: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly input?: string | Buffer;
  /** As a user who owns nothing; as the present one where that is not root. */
  readonly asNobody?: boolean;
}

/** Runs `cloze check` with one thread. */
export function cloze(args: readonly string[], { cwd, input = "", asNobody = false }: RunOptions = {}): Run {
  const nobody = asNobody && process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, "check", "--threads", "1", ...args], {
    input,
    encoding: "utf8",
    ...(cwd === undefined ? {} : { cwd }),
    ...nobody,
  });
  return { status, out: stdout, error: stderr };
}
