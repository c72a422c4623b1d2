import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mistake, sound } from "../mistakes/mistakes.js";
import { unpack } from "./unpack.js";
import { OUT } from "./withWorkbench.js";
import { WebWorkbench } from "./webWorkbench.js";

/** A cold WebAssembly of 14 MB on two busy cores, in milliseconds. */
const FINDINGS = { timeout: 60_000, interval: 200 };
const { source, target, original, fix, kind } = mistake("agreement");
const { source: misspelt, original: word } = mistake("spelling");
const OF_TEAM = mistake("spelling", 1);
const FILES = {
  "fix.md": `${source}\n\n${sound()}\n`,
  "words.md": `${misspelt}\n\n${source}\n`,
  "team.md": `${source} ${OF_TEAM.source}\n`,
  ".cloze.json": `{ "words": ["${OF_TEAM.original}"] }\n`,
};

describe("Cloze in VS Code for the Web", () => {
  const folder = mkdtempSync(join(tmpdir(), "cloze-web-"));
  let workbench: WebWorkbench;
  beforeAll(async () => {
    workbench = await WebWorkbench.start(unpack(process.env["CLOZE_UNIVERSAL_VSIX"]!, folder), FILES);
  });
  afterAll(async () => {
    await workbench.stop();
    rmSync(folder, { recursive: true });
  });

  const underlined = async () => (await workbench.squiggles()).map(({ text }) => text.trim());

  it("underlines a mistake in a virtual file and mends it", async () => {
    await workbench.openFile("fix.md");
    await expect.poll(underlined, FINDINGS).toEqual([original]);
    await workbench.screenshot(join(OUT, "web.png"));
    await workbench.placeCaretBefore(original);
    await workbench.openQuickFixes();
    await workbench.chooseQuickFix(new RegExp(`→ “${fix}”`, "u"));
    await expect.poll(() => workbench.text()).toContain(target);
    await expect.poll(underlined, FINDINGS).toEqual([]);
  }, 300_000);

  it("opens the page of a finding's kind, as it is meant to be read", async () => {
    await workbench.openFile("words.md");
    await expect.poll(underlined, FINDINGS).toEqual([word, original]);
    await workbench.placeCaretBefore(original);
    await workbench.openKindPage(kind);
    await expect.poll(() => workbench.webviewTexts(), FINDINGS).toEqual([expect.stringContaining(`"${kind}": false`)]);
  }, 200_000);

  it("adds a word to the writer's dictionary, and is silent about it", async () => {
    await workbench.openFile("words.md");
    await expect.poll(underlined, FINDINGS).toEqual([word, original]);
    await workbench.placeCaretBefore(word);
    await workbench.openQuickFixes();
    await workbench.chooseQuickFix(new RegExp(`^Add “${word}” to my dictionary`, "u"));
    await expect.poll(underlined, FINDINGS).toEqual([original]);
  }, 200_000);

  it("reads what the team wants from the virtual folder", async () => {
    await workbench.openFile("team.md");
    await expect.poll(underlined, FINDINGS).toEqual([original]);
  }, 200_000);

  it("hides what needs Node, and shows the rest", async () => {
    const { page } = workbench;
    const shown = async (title: string): Promise<boolean> => {
      await page.keyboard.press("F1");
      await page.locator(".quick-input-widget .quick-input-box input").fill(`>Cloze: ${title}`);
      const rows = page.locator(".quick-input-list .monaco-list-row");
      await expect
        .poll(async () => (await rows.allInnerTexts()).join())
        .toMatch(new RegExp(`${title}|No matching|similar commands`));
      const found = (await rows.allInnerTexts()).some((row) => row.includes(title));
      await page.keyboard.press("Escape");
      return found;
    };
    expect(await shown("Suggest Words Here")).toBe(true);
    for (const title of ["Retrain Correction Model", "Show Model Report", "Delete Everything Learned"])
      expect(await shown(title), title).toBe(false);
  });

  it("has asked no other address for anything", () => {
    expect(workbench.foreign).toEqual([]);
  });
});
