import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { program } from "./runCloze.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cloze-completion-"));
  for (const name of FILES) writeFileSync(join(folder, name), "");
  mkdirSync(join(folder, ".zsh"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const print = (shell: string): ReturnType<typeof spawnSync> => spawnSync(process.execPath, [program, "completion", shell], { encoding: "utf8" }); // prettier-ignore

/** What bash offers behind these words, of which the last is begun. */
function offeredInBash(...words: string[]): string[] {
  const script = `${String(print("bash").stdout)}
COMP_WORDS=(cloze ${words.map((word) => `"${word}"`).join(" ")}); COMP_CWORD=${String(words.length)}; _cloze; echo "\${COMPREPLY[*]}"; complete -p cloze`;
  const { stdout } = spawnSync("bash", ["-c", script], { cwd: folder, encoding: "utf8" });
  const [words_ = "", registered] = stdout.trim().split("\n");
  // What it does not offer itself, bash completes as the name of a file.
  expect(registered ?? words_).toBe("complete -o default -F _cloze cloze");
  return registered === undefined ? [] : words_.split(" ").filter(Boolean);
}

/** What zsh puts in place of the last word of each line. */
function offeredInZsh(lines: readonly string[]): string[][] {
  const script = join(folder, ".completion");
  writeFileSync(script, String(print("zsh").stdout));
  const env = { ...process.env, CLOZE_COMPLETION: script, ZDOTDIR: join(folder, ".zsh") };
  const { stdout, stderr } = spawnSync("zsh", ["-f", join(import.meta.dirname, "shells", "zsh.zsh"), ...lines], { cwd: folder, env, encoding: "utf8", timeout: 60_000 }); // prettier-ignore
  expect(stderr).toBe("");
  return stdout
    .trimEnd()
    .split("\n")
    .map((line, index) => {
      const typed = lines[index]!;
      // Where it knows nothing, the line stays as it is.
      return line.trim() === typed.trim() ? [] : line.slice(typed.lastIndexOf(" ")).trim().split(" ");
    });
}

/** What fish offers for the last word of each line. */
function offeredInFish(lines: readonly string[]): string[][] {
  const command = "source .fish; for line in $argv; complete -C $line; echo; end";
  writeFileSync(join(folder, ".fish"), String(print("fish").stdout));
  const { stdout, stderr } = spawnSync("fish", ["--no-config", "-c", command, ...lines], { cwd: folder, encoding: "utf8", timeout: 60_000 }); // prettier-ignore
  expect(stderr).toBe("");
  // An explanation stands behind each.
  return stdout.split(/^\n/mu).slice(0, lines.length).map((offers) => offers.split("\n").flatMap((offer) => offer.split("\t", 1)).filter(Boolean)); // prettier-ignore
}

const FILES = ["notes.md", "other.md"];
const CASES: readonly (readonly [words: string[], expected: string[], files: string[]])[] = [
  [[""], ["check", "completion", "retrain", "server"], []],
  [["ch"], ["check"], []],
  [["check", "--ch"], ["--changed-since"], []],
  [["check", "--format", "s"], ["sarif"], []],
  [["check", "--color", ""], ["always", "auto", "never"], []],
  [["check", "--baseline", ""], [], FILES],
  [["check", ""], [], FILES],
  [["check", "no"], [], ["notes.md"]],
  [["retrain", "--wr"], ["--write-data"], []],
  [["completion", "f"], ["fish"], []],
  // Hidden.
  [["check", "--e"], [], []],
  [["check", "--l"], [], []],
];
const LINES = CASES.map(([words]) => ["cloze", ...words].join(" "));

it.each(CASES)("bash offers behind cloze %j: %j, and files by itself", (words, expected) => {
  expect(offeredInBash(...words).sort()).toEqual(expected);
});

describe.each([
  ["zsh", offeredInZsh],
  ["fish", offeredInFish],
] as const)("%s", (shell, offered) => {
  // `.ci/run` installs it.
  it.skipIf(spawnSync(shell, ["--version"]).status !== 0)("offers the same, and files", () => {
    const offers = offered(LINES);
    expect(LINES.map((line, index) => [line, offers[index]])).toEqual(
      CASES.map(([, expected, files], index) => [LINES[index], [...expected, ...files]]),
    );
  });
});

it("speaks of another shell as of any wrong word", () => {
  const { status, stderr } = print("tcsh");
  expect(status).toBe(2);
  expect(stderr).toContain("bash, zsh, fish");
});
