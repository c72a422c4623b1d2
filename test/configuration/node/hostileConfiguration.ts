import { execFileSync, spawnSync } from "node:child_process";
import { appendFileSync, chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** An object that no repository has. */
export const MISSING = "1234567890123456789012345678901234567890";
const SIGNATURES = { pgp: "PGP", ssh: "SSH" } as const;

/** The repository at hand; a new one for each test. */
export let folder: string;
/** A program in it, and the file that the program leaves behind. */
export let program: string;
export let marker: string;
export let template: string;
/** Of all of them. */
export let top: string;

/** A repository of two commits, with a change that is not committed. */
export function createTemplate(): void {
  top = mkdtempSync(join(tmpdir(), "cloze-git-"));
  template = join(top, "template");
  mkdirSync(template);
  folder = template;
  plainGit(["init", "--quiet", "--template="]);
  // Git looks at it again in each copy, and writes down that it is the same.
  writeFileSync(join(folder, "same.md"), "This stays.\n");
  for (const verb of ["recieve", "receive"]) {
    writeFileSync(join(folder, "guide.md"), `# Guide\n\nYou will ${verb} a message from the server soon.\n`);
    plainGit(["add", "--all"]);
    plainGit(["commit", "--quiet", "--message", "Say it"]);
  }
  appendFileSync(join(folder, "guide.md"), "This line is new.\n");
}

export function createRepository(): void {
  folder = mkdtempSync(join(top, "repository-"));
  marker = join(top, `marker-${folder.slice(-6)}`);
  cpSync(template, folder, { recursive: true });
  program = plantProgram(join(folder, "program.sh"));
}

export function removeRepository(): void {
  rmSync(folder, { recursive: true });
}

/** Git as anybody runs it, who may not know the repository; nobody's own settings. */
export function plainGit(args: readonly string[], options: { cwd?: string; input?: string | Buffer } = {}): string {
  const env = {
    ...process.env,
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_SYSTEM: "/dev/null",
    GIT_TERMINAL_PROMPT: "0",
  };
  const identity = ["-c", "user.name=A", "-c", "user.email=a@example.com"];
  const { stdout } = spawnSync("git", [...identity, ...args], {
    cwd: folder,
    env,
    encoding: "utf8",
    timeout: 10_000,
    ...options,
  });
  return stdout.trim();
}

function config(key: string, value: string): void {
  execFileSync("git", ["config", key, value], { cwd: folder });
}

/** Writes a program that leaves the marker behind. */
function plantProgram(path: string): string {
  writeFileSync(path, `#!/bin/sh\necho "$0 $*" >> "${marker}"\ncat "$1" 2>/dev/null\nexit 0\n`);
  chmodSync(path, 0o755);
  return path;
}

function attributes(text: string): void {
  writeFileSync(join(folder, ".gitattributes"), text);
}

/** A remote from which git would fetch an object that is missing. */
function promise(url: string): void {
  config("core.repositoryformatversion", "1");
  config("extensions.partialClone", "origin");
  config("remote.origin.promisor", "true");
  config("remote.origin.url", url);
}

/** The last commit gets a signature, and the settings ask to see it verified. */
function sign(kind: keyof typeof SIGNATURES): void {
  const name = SIGNATURES[kind];
  const header = `gpgsig -----BEGIN ${name} SIGNATURE-----\n \n aGVsbG8=\n -----END ${name} SIGNATURE-----`;
  const [head, ...message] = plainGit(["cat-file", "commit", "HEAD"]).split("\n\n");
  const input = `${head!}\n${header}\n\n${message.join("\n\n")}\n`;
  const id = plainGit(["hash-object", "-t", "commit", "-w", "--stdin"], { input });
  plainGit(["update-ref", "HEAD", id]);
  config("log.showSignature", "true");
}

/** A folder that is a repository of its own, as a submodule is. */
function embed(name: string): string {
  const inner = join(folder, name);
  cpSync(template, inner, { recursive: true });
  plainGit(["add", name]);
  plainGit(["commit", "--quiet", "--message", "Embed"]);
  appendFileSync(join(inner, "guide.md"), "One more sentence.\n");
  return inner;
}

export interface Plant {
  readonly name: string;
  plant(): void;
  /** What makes plain git run the program. Absent where that takes a terminal, or a git that is newer than this one. */
  readonly provocation?: readonly string[];
  readonly input?: string;
  /** Folder to run in, below the repository. */
  readonly below?: string;
}

const FETCH = { provocation: ["cat-file", "-p", MISSING] } as const;
const DIFF = { provocation: ["diff", "HEAD"] } as const;

export const plants: readonly Plant[] = [
  { name: "core.fsmonitor", plant: () => config("core.fsmonitor", program), provocation: ["status"] },
  { name: "diff.external", plant: () => config("diff.external", program), ...DIFF },
  {
    name: "diff.NAME.command",
    plant() {
      attributes("*.md diff=x\n");
      config("diff.x.command", program);
    },
    ...DIFF,
  },
  {
    name: "diff.NAME.textconv",
    plant() {
      attributes("*.md diff=x\n");
      config("diff.x.textconv", program);
    },
    provocation: ["log", "-p"],
  },
  {
    name: "filter.NAME.clean",
    plant() {
      attributes("*.md filter=x\n");
      config("filter.x.clean", program);
      config("filter.x.required", "true");
    },
    ...DIFF,
  },
  {
    name: "filter.NAME.process",
    plant() {
      attributes("*.md filter=x\n");
      config("filter.x.process", program);
    },
    ...DIFF,
  },
  {
    name: "filter.NAME.smudge",
    plant() {
      attributes("*.md filter=x\n");
      config("filter.x.smudge", program);
    },
    provocation: ["checkout-index", "--force", "guide.md"],
  },
  {
    name: "a filter of an odd name",
    plant() {
      attributes("*.md filter=X.y-Z/ä\n");
      config("filter.X.y-Z/ä.clean", program);
    },
    ...DIFF,
  },
  {
    name: "a filter without a name",
    plant() {
      attributes("*.md filter=\n");
      appendFileSync(join(folder, ".git", "config"), `[filter ""]\n\tclean = ${program}\n`);
    },
  },
  {
    name: "a filter in a file that is included",
    plant() {
      mkdirSync(join(folder, ".git", "info"), { recursive: true });
      writeFileSync(join(folder, ".git", "info", "attributes"), "*.md filter=x\n");
      writeFileSync(join(folder, "more"), `[filter "x"]\n\tclean = ${program}\n`);
      config("include.path", "../more");
    },
    ...DIFF,
  },
  {
    name: "hooks",
    plant() {
      mkdirSync(join(folder, ".git", "hooks"), { recursive: true });
      for (const name of ["post-index-change", "pre-auto-gc", "post-checkout", "reference-transaction"])
        plantProgram(join(folder, ".git", "hooks", name));
    },
    provocation: ["add", "--all"],
  },
  {
    name: "core.hooksPath",
    plant() {
      mkdirSync(join(folder, "own"));
      plantProgram(join(folder, "own", "post-index-change"));
      config("core.hooksPath", "own");
    },
    provocation: ["add", "--all"],
  },
  { name: "hook.NAME.command", plant: () => (config("hook.x.command", program), config("hook.x.event", "post-index-change")) },
  {
    name: "gpg.program",
    plant() {
      sign("pgp");
      config("gpg.program", program);
    },
    provocation: ["log"],
  },
  {
    name: "gpg.ssh.program",
    plant() {
      sign("ssh");
      config("gpg.ssh.program", program);
      config("gpg.ssh.allowedSignersFile", program);
    },
    provocation: ["log"],
  },
  { name: "core.pager", plant: () => (config("core.pager", program), config("pager.log", program)) },
  { name: "core.editor", plant: () => config("core.editor", program), provocation: ["commit", "--amend"] },
  { name: "core.askPass", plant: () => config("core.askPass", program), provocation: ["credential", "fill"], input: "url=https://example.invalid\n\n" },
  { name: "credential.helper", plant: () => config("credential.helper", program), provocation: ["credential", "fill"], input: "url=https://example.invalid\n\n" },
  { name: "core.sshCommand", plant: () => (config("core.sshCommand", program), promise("ssh://example.invalid/x")), ...FETCH },
  { name: "core.gitProxy", plant: () => (config("core.gitProxy", program), promise("git://example.invalid/x")), ...FETCH },
  { name: "remote.NAME.uploadpack", plant: () => (config("remote.origin.uploadpack", program), promise(template)), ...FETCH },
  { name: "protocol.ext.allow", plant: () => (config("protocol.ext.allow", "always"), promise(`ext::${program}`)), ...FETCH },
  {
    name: "core.alternateRefsCommand",
    plant() {
      writeFileSync(join(folder, ".git", "objects", "info", "alternates"), `${join(template, ".git", "objects")}\n`);
      config("core.alternateRefsCommand", program);
    },
    provocation: ["fetch", "--quiet", ".", "HEAD"],
  },
  { name: "trailer.NAME.command", plant: () => config("trailer.x.command", program), provocation: ["interpret-trailers"], input: "Subject\n\nx: 1\n" },
  { name: "alias", plant: () => (config("alias.log", `!${program}`), config("alias.x", `!${program}`)), provocation: ["x"] },
  { name: "merge.NAME.driver", plant: () => (attributes("*.md merge=x\n"), config("merge.x.driver", program)) },
  {
    name: "settings of a submodule",
    plant() {
      const inner = embed("inner");
      execFileSync("git", ["config", "core.fsmonitor", program], { cwd: inner });
      writeFileSync(join(inner, ".gitattributes"), "*.md filter=x\n");
      execFileSync("git", ["config", "filter.x.clean", program], { cwd: inner });
      config("diff.submodule", "diff");
      config("submodule.recurse", "true");
    },
    ...DIFF,
  },
  {
    name: "a bare repository in a folder",
    plant() {
      cpSync(join(template, ".git"), join(folder, "docs"), { recursive: true });
      for (const [key, value] of [["core.bare", "false"], ["core.worktree", ".."], ["core.fsmonitor", program]] as const)
        execFileSync("git", ["config", "--file", join(folder, "docs", "config"), key, value]);
    },
    provocation: ["status"],
    below: "docs",
  },
]; // prettier-ignore
