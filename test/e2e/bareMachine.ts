import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, realpathSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";

/** A machine with Node, npm and a handful of programs: no compiler, no headers, no Python, no git. */
export interface BareMachine {
  /** What stands before a command. */
  readonly launcher: readonly [string, ...string[]];
  readonly env: NodeJS.ProcessEnv;
  /** False where the kernel lets nobody mount: then only the `PATH` is bare. */
  readonly hasOwnRoot: boolean;
}

/** Of the smallest Debian. */
const PROGRAMS = ["sh", "env", "ls", "cat", "cp", "mv", "rm", "mkdir", "ln", "chmod", "uname", "dirname", "readlink", "which"]; // prettier-ignore

/**
 * @param base an empty folder for its home, its temporary files and its links
 * @param folder where commands are run
 */
export function bareMachine(base: string, folder: string): BareMachine {
  const [home, temporary, bin, root] = ["home", "tmp", "bin", "root"].map((name) => join(base, name)) as [string, string, string, string]; // prettier-ignore
  for (const path of [home, temporary, bin, root]) mkdirSync(path);
  const npm = realpathSync(find("npm"));
  const found = [process.execPath, ...PROGRAMS.map(find)];
  for (const name of PROGRAMS) symlinkSync(find(name), join(bin, name));
  symlinkSync(process.execPath, join(bin, "node"));
  symlinkSync(npm, join(bin, "npm"));
  const settings = npmSettings();
  const env = { ...withoutNpm(process.env), ...settings, HOME: home, TMPDIR: temporary };
  const places = [base, folder, ...Object.values(settings), resolve(npm, "../.."), ...found, ...found.map((path) => realpathSync(path))]; // prettier-ignore
  // `PATH` counts for the command alone: what builds the root is found as everywhere.
  const bare = [`PATH=${bin}`];
  const own = [find("unshare"), "--map-root-user", "--mount", find("sh"), join(import.meta.dirname, "bareRoot.sh"), root, folder, ...new Set(places), "--", ...bare] as const; // prettier-ignore
  const hasOwnRoot = spawnSync(own[0], [...own.slice(1), "node", "--version"], { env }).status === 0;
  return { launcher: hasOwnRoot ? own : [find("env"), ...bare], env, hasOwnRoot };
}

function find(program: string): string {
  return execFileSync("sh", ["-c", `command -v ${program}`], { encoding: "utf8" }).trim();
}

/** Where this machine's npm keeps what it has downloaded and what it is told, such as another registry. */
function npmSettings(): Record<string, string> {
  const config = JSON.parse(execFileSync("npm", ["config", "list", "--json"], { encoding: "utf8" })) as Record<string, string>; // prettier-ignore
  const names = ["cache", "userconfig", "globalconfig"].filter((name) => existsSync(config[name]!));
  return Object.fromEntries(names.map((name) => [`npm_config_${name}`, config[name]!]));
}

/** Without what an npm that runs the tests tells its children, and without a compiler's name. */
function withoutNpm(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(npm_.*|INIT_CWD|CC|CXX)$/i.test(name)));
}
