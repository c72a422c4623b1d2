import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { committedText } from "../../../src/configuration/node/committedText.js";
import { createTemplate, plainGit, template, top } from "./hostileConfiguration.js";

const at = (...names: string[]): string => join(template, ...names);

beforeAll(() => {
  createTemplate();
  mkdirSync(at("docs"));
  writeFileSync(at("docs", "lines.md"), "One.\r\n");
  writeFileSync(at("docs", "sixteen.txt"), Buffer.from("\ufeffWide.", "utf16le"));
  plainGit(["add", "--all", "docs"]);
  plainGit(["commit", "--quiet", "--message", "Say more", "--", "docs"]);
  writeFileSync(at("new.md"), "New.\n");
  writeFileSync(at("added.md"), "Added.\n");
  plainGit(["add", "added.md"]);
  symlinkSync(at("docs"), join(top, "linked"));
});
afterAll(() => rmSync(top, { recursive: true }));

test.each([
  ["what is committed, not what is changed since", ["guide.md"], { text: "# Guide\n\nYou will receive a message from the server soon.\n" }],
  ["a file in a folder, with its lines' ends", ["docs", "lines.md"], { text: "One.\r\n" }],
  ["another encoding", ["docs", "sixteen.txt"], { text: "Wide." }],
  ["by a way that is a link", ["..", "linked", "lines.md"], { text: "One.\r\n" }],
  ["a file that git does not track", ["new.md"], "untracked"],
  ["a file that is added and not committed", ["added.md"], "untracked"],
] as const)("%s", async (_, names, expected) => {
  expect(await committedText(at(...names))).toEqual(expected);
}); // prettier-ignore

test("a commit later, the text is another", async () => {
  plainGit(["commit", "--quiet", "--message", "Add it", "--", "added.md"]);
  expect(await committedText(at("added.md"))).toEqual({ text: "Added.\n" });
});

test("a file in no repository, and one whose repository is broken", async () => {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "cloze-outside-"));
  try {
    writeFileSync(join(folder, "a.md"), "A.\n");
    expect(await committedText(join(folder, "a.md"))).toBe("outside");
    mkdirSync(join(folder, ".git"));
    expect(await committedText(join(folder, "a.md"))).toBe("outside");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a file before the first commit of its repository is new", async () => {
  const folder = join(top, "empty");
  mkdirSync(folder);
  plainGit(["init", "--quiet", "--template="], { cwd: folder });
  writeFileSync(join(folder, "a.md"), "A.\n");
  expect(await committedText(join(folder, "a.md"))).toBe("untracked");
});

test("it can be stopped", async () => {
  await expect(committedText(at("guide.md"), AbortSignal.abort())).rejects.toThrow();
});
