import { execFile } from "node:child_process";
import { dirname } from "node:path";

/** `KEY=VALUE` for each of git's settings that could start a program, change something, or change what git writes. */
const fixedSettings: readonly string[] = [
  "core.alternateRefsCommand=",
  "core.askPass=",
  "core.attributesFile=/dev/null",
  "core.editor=",
  "core.fsmonitor=false",
  "core.gitProxy=",
  "core.hooksPath=/dev/null",
  "core.pager=",
  "core.quotePath=off",
  "core.sshCommand=",
  "credential.helper=",
  // Else `git diff` writes the index. A file that is only newer, not different, is then named in the output, with no line of it.
  "diff.autoRefreshIndex=false",
  "diff.external=",
  "gc.auto=0",
  "gpg.program=",
  "log.showSignature=false",
  "maintenance.auto=false",
  "protocol.allow=never",
  // A bare repository within a folder is a folder like any other.
  "safe.bareRepository=explicit",
  "sequence.editor=",
  "submodule.recurse=false",
];

/** Settings below a name of the repository's own choice that hold a program. Git writes section and key in lower case. */
const PROGRAM = /^(?:(?:filter|gpg|hook|merge|remote|credential|trailer|diff)\..*\.(?:clean|smudge|process|command|cmd|program|driver|uploadpack|receivepack|vcs|helper)|gpg\.ssh\.defaultkeycommand)$/su; // prettier-ignore
/** With a filter that does nothing nothing is missing. */
const REQUIRED = /^filter\..*\.required$/su;
/** What cannot be given back to git as it stands: `-c` ends a key at the first "=", and not every byte is a letter. */
const ODD = /[=\p{Cc}\u{FFFD}]/u;

/**
 * Takes the program out of each setting that has one under a name that only the repository knows, such as `filter.NAME.clean`.
 * @param names of all settings, as `git config --list --name-only -z` writes them
 * @throws an Error for people if a name cannot be overridden
 */
export function silencedSettings(names: Buffer): string[] {
  const found = new Set(names.toString("utf8").split("\0"));
  return [...found].flatMap((name) => {
    if (!PROGRAM.test(name) && !REQUIRED.test(name)) return [];
    if (ODD.test(name)) throw new Error(`The git settings name a program in an odd way, so git is not run here: ${JSON.stringify(name)}.`); // prettier-ignore
    return [`${name}=${REQUIRED.test(name) ? "false" : ""}`];
  });
}

/** What each subcommand is always told. One that is not here is not run: others read the repository's settings in other ways. */
const OPTIONS = {
  "cat-file": [],
  config: [],
  diff: ["--no-ext-diff", "--no-textconv", "--no-color", "--ignore-submodules=all", "--submodule=short"],
  log: ["--no-ext-diff", "--no-textconv", "--no-color", "--ignore-submodules=all", "--submodule=short", "--no-show-signature"],
  "ls-files": [],
  "rev-parse": [],
} as const; // prettier-ignore

/** A subcommand and its own arguments. */
export type GitArguments = readonly [subcommand: keyof typeof OPTIONS, ...rest: string[]];

interface GitOptions {
  /** Written to its standard input. */
  readonly input?: string;
  /** Stops it. */
  readonly signal?: AbortSignal;
}

/** Bytes of output. */
const MOST_BYTES = 64 * 1024 * 1024;
/** Milliseconds; a setting may name a file that never ends. */
const LONGEST = 120_000;

/**
 * Runs the git of this machine in one folder and gives what it writes. It is never run by a shell, never reaches the network, writes nothing,
 * and starts no program that the repository names, be it in its settings, its attributes or its hooks.
 * @throws what `execFile` throws: `code` is `ENOENT` without git, 128 where there is no repository. An Error for people if the repository's
 *   settings cannot be overridden.
 */
export async function runGit(folder: string, args: GitArguments, options: GitOptions = {}): Promise<Buffer> {
  const { signal } = options;
  const names = await start(folder, fixedSettings, ["config", "--list", "--name-only", "-z"], {
    ...(signal && { signal }),
  });
  return start(folder, [...fixedSettings, ...silencedSettings(names)], args, options);
}

function start(
  folder: string,
  settings: readonly string[],
  [subcommand, ...rest]: GitArguments,
  { input = "", signal }: GitOptions,
): Promise<Buffer> {
  const own = [
    "--no-pager",
    "--no-optional-locks",
    "--literal-pathspecs",
    ...settings.flatMap((setting) => ["-c", setting]),
  ];
  return new Promise((resolve, reject) => {
    const child = execFile(
      "git",
      [...own, "-C", folder, subcommand, ...OPTIONS[subcommand], ...rest],
      {
        // Windows looks for programs in the working folder first, so that must not be the repository; this one is always there.
        cwd: dirname(process.execPath),
        env: environment(),
        maxBuffer: MOST_BYTES,
        timeout: LONGEST,
        encoding: "buffer",
        windowsHide: true,
        ...(signal && { signal }),
      },
      (error, stdout) => {
        if (error) reject(error);
        else resolve(stdout);
      },
    );
    // A git that ends before it has read everything has failed, and says so itself.
    child.stdin?.on("error", () => child.stdin?.destroy());
    child.stdin?.end(input);
  });
}

/** Nobody's `GIT_*`: a hook, or whoever started the editor, may have named another repository, index or program in them. */
function environment(): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !/^GIT_/iu.test(name));
  return {
    ...Object.fromEntries(others),
    // No protocol at all; unlike `protocol.allow` this goes over what the repository says of a single one.
    GIT_ALLOW_PROTOCOL: "",
    GIT_NO_LAZY_FETCH: "1",
    GIT_TERMINAL_PROMPT: "0",
    GIT_OPTIONAL_LOCKS: "0",
    LC_ALL: "C",
  };
}
