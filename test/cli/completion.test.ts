import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { program } from "./runCloze.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cloze-completion-"));
  writeFileSync(join(folder, "notes.md"), "");
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const print = (shell: string): ReturnType<typeof spawnSync> => spawnSync(process.execPath, [program, "completion", shell], { encoding: "utf8" }); // prettier-ignore

/** What bash offers behind these words, of which the last is begun. */
function offered(...words: string[]): string[] {
  const script = `${String(print("bash").stdout)}
COMP_WORDS=(cloze ${words.map((word) => `"${word}"`).join(" ")}); COMP_CWORD=${String(words.length)}; _cloze; echo "\${COMPREPLY[*]}"; complete -p cloze`;
  const { stdout } = spawnSync("bash", ["-c", script], { cwd: folder, encoding: "utf8" });
  const [words_ = "", registered] = stdout.trim().split("\n");
  // What it does not offer itself, bash completes as the name of a file.
  expect(registered ?? words_).toBe("complete -o default -F _cloze cloze");
  return registered === undefined ? [] : words_.split(" ").filter(Boolean);
}

it.each<[string[], string[]]>([
  [[""], ["check", "retrain", "server", "completion"]],
  [["ch"], ["check"]],
  [["check", "--ch"], ["--changed-since"]],
  [["check", "--format", "s"], ["sarif"]],
  [["check", "--baseline", ""], []],
  [["check", "no"], []],
  [["retrain", "--wr"], ["--write-data"]],
  [["completion", "f"], ["fish"]],
])("bash offers behind cloze %j: %j", (words, expected) => {
  expect(offered(...words)).toEqual(expected);
});

it("offers no option that is hidden", () => {
  expect(offered("check", "--e")).toEqual([]);
  expect(String(print("fish").stdout)).not.toMatch(/-l (?:explain|lessons)/u);
});

it("speaks of another shell as of any wrong word", () => {
  const { status, stderr } = print("tcsh");
  expect(status).toBe(2);
  expect(stderr).toContain("bash, zsh, fish");
});
