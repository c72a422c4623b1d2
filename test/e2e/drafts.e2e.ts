import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { mistake, sound } from "../mistakes/mistakes.js";
import { OUT, withWorkbench } from "./withWorkbench.js";
import type { Workbench } from "./workbench.js";

const FINDINGS = { timeout: 45_000, interval: 100 };

/** So plain a mistake that it is underlined whatever the text is judged as. */
const { source, original } = mistake("spelling");
/** Typed later; what stands in the commit would be judged as published. */
const ADDED = mistake("spelling", 1);
const PAGE = `${source}\n\n${sound()}\n`;
/** On a published page the model doubts whether most of these are mistakes: wherever the lines lie, some of them fall between the two. */
const DOUBTFUL = [
  "The characters used is shown below.",
  "I am working here since three years.",
  "Each of the files contain one table.",
  "One of the test fail on Windows.",
  "The user have to login first.",
  "I would like to discuss about it.",
  "I look forward to hear from you.",
  "The request was excepted by the server.",
].join("\n\n");

const FILES = { "page.md": PAGE, "doubtful.md": `${DOUBTFUL}\n` };

describe("Drafts and published pages", () => {
  let workbench: Workbench;

  withWorkbench(FILES, (started) => (workbench = started), {
    prepare(folder) {
      git(folder, "init", "--quiet");
      git(folder, "add", "--all");
      git(folder, "commit", "--quiet", "--message", "Add the pages");
    },
  });

  const underlined = async () => (await workbench.squiggles()).map(({ text }) => text.trim());

  it("judges a sentence of the last commit as published, and one that has changed as a draft", async () => {
    await workbench.openFile("page.md");
    await expect.poll(underlined, FINDINGS).toEqual([original]);
    await workbench.placeCaretBefore(original);
    expect(await workbench.hover()).toContain(
      "Judged as a published page: this sentence stands so in the last commit.",
    );
    await workbench.press("Control+End");
    await workbench.type(ADDED.source);
    await expect.poll(underlined, FINDINGS).toEqual([original, ADDED.original]);
    await workbench.placeCaret(4, ADDED.start + 2);
    expect(await workbench.hover()).toContain("Judged as a draft: this sentence has changed since the last commit.");
    await workbench.placeCaretBefore(original);
    expect(await workbench.hover()).toContain("Judged as a published page");
    await workbench.screenshot(join(OUT, "drafts.png"));
  });

  it("sees a commit by itself", async () => {
    await workbench.save();
    git(workbench.folder, "commit", "--quiet", "--all", "--message", "Say more");
    const judged = async (): Promise<string> => {
      await workbench.placeCaret(4, ADDED.start + 2);
      return workbench.hover();
    };
    await expect.poll(judged, { timeout: 45_000, interval: 1_000 }).toContain("Judged as a published page");
  });

  it("shows what is perhaps wrong as a hint, with its quick fixes", async () => {
    await workbench.openFile("doubtful.md");
    await expect.poll(async () => (await workbench.hints()).length, FINDINGS).toBeGreaterThan(0);
    await workbench.screenshot(join(OUT, "hints.png"));
    const [hint] = await workbench.hints();
    const line = `${DOUBTFUL}\n`.split("\n")[hint!.line - 1]!;
    await workbench.placeCaret(hint!.line, line.indexOf(hint!.text) + 1);
    const [first] = await workbench.openQuickFixes();
    expect(first).toMatch(/ \(\d+ %\)$/u);
    await workbench.chooseQuickFix(/ \(\d+ %\)$/u);
    await expect.poll(() => workbench.text()).not.toContain(line);
  });
});

function git(folder: string, ...args: string[]): void {
  execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@example.com", ...args], {
    cwd: folder,
    stdio: "ignore",
  });
}
