import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { OUT, withWorkbench } from "./withWorkbench.js";
import type { Workbench } from "./workbench.js";

const FINDINGS = { timeout: 45_000, interval: 100 };
const TEXT = "This should throws an error.\n\nYou will recieve a notification tomorrow.\n";

const FILES = {
  "alpha/.cloze.json": '{ "words": ["recieve"] }\n',
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
    await expect.poll(underlined, FINDINGS).toEqual(["throws"]);
    await workbench.openFile("two.md");
    await expect.poll(underlined, FINDINGS).toEqual(["recieve"]);
    await workbench.screenshot(join(OUT, "folders.png"));
  });

  it("offers the dictionary of the workspace and that of the folder, and the folder's holds in it alone", async () => {
    await workbench.placeCaretBefore("recieve");
    const titles = await workbench.openQuickFixes();
    expect(titles.filter((title) => title.includes("dictionary"))).toEqual([
      "Add “recieve” to my dictionary",
      "Add “recieve” to the dictionary of beta",
      "Add “recieve” to the workspace dictionary",
    ]);
    await workbench.chooseQuickFix(/dictionary of beta/);
    await expect.poll(underlined, FINDINGS).toEqual([]);
    await expect.poll(() => workbench.readSaved("beta/.cloze-words.txt"), FINDINGS).toBe("recieve\n");
  });
});
