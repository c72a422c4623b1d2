/** `KEY=VALUE` for each of git's settings that could start a program, change something, or change what git writes. */
export const fixedSettings: readonly string[] = [
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
