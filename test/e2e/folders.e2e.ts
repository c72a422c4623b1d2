import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { mistake } from "../mistakes/mistakes.js";
import { OUT, withWorkbench } from "./withWorkbench.js";
import type { Workbench } from "./workbench.js";

const FINDINGS = { timeout: 45_000, interval: 100 };
const { source, original } = mistake("agreement");
const { source: misspelt, original: word } = mistake("spelling");
const TEXT = `${source}\n\n${misspelt}\n`;

const FILES = {
  "alpha/.cloze.json": `{ "words": ["${word}"] }\n`,
  "alpha/one.md": TEXT,
  "beta/.cloze.json": '{ "categories": { "agreement": false } }\n',
  "beta/two.md": TEXT,
};

describe("A workspace of two folders", () => {
  let workbench: Workbench;

  withWorkbench(FILES, (started) => (workbench = started), { folders: ["alpha", "beta"] });

  const underlined = async () => (await workbench.squiggles()).map(({ text }) => text.trim());

  it("checks each file by what its own folder says", async () => {
    await workbench.openFile("one.md");
    await expect.poll(underlined, FINDINGS).toEqual([original]);
    await workbench.openFile("two.md");
    await expect.poll(underlined, FINDINGS).toEqual([word]);
    await workbench.screenshot(join(OUT, "folders.png"));
  });

  it("offers the dictionary of the workspace and that of the folder, and the folder's holds in it alone", async () => {
    await workbench.placeCaretBefore(word);
    const titles = await workbench.openQuickFixes();
    expect(titles.filter((title) => title.includes("dictionary"))).toEqual([
      `Add “${word}” to my dictionary`,
      `Add “${word}” to the dictionary of beta`,
      `Add “${word}” to the workspace dictionary`,
    ]);
    await workbench.chooseQuickFix(/dictionary of beta/);
    await expect.poll(underlined, FINDINGS).toEqual([]);
    await expect.poll(() => workbench.readSaved("beta/.cloze-words.txt"), FINDINGS).toBe(`${word}\n`);
  });
});
