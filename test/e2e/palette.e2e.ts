import { describe, expect, it } from "vitest";
import { mistake } from "../mistakes/mistakes.js";
import { withWorkbench } from "./withWorkbench.js";
import type { Workbench } from "./workbench.js";

// The commands of the palette that no other test runs; `test/conventions/guards.test.ts` says which do.

const FINDINGS = { timeout: 45_000, interval: 100 };
const [AGREEMENT, SPELLING] = [mistake("agreement"), mistake("spelling")];
const word = SPELLING.original;
const FILES = {
  "fixed.md": `${AGREEMENT.source}\n\n${SPELLING.source}\n`,
  "kind.md": `${AGREEMENT.source}\n`,
  "words.md": `${SPELLING.source}\n`,
};

describe("Commands from the palette", () => {
  let workbench: Workbench;

  withWorkbench(FILES, (started) => (workbench = started));

  const underlined = async (): Promise<string[]> => (await workbench.squiggles()).map(({ text }) => text.trim());
  const said = (text: string) => workbench.page.locator(".statusbar", { hasText: text });
  const rows = () => workbench.page.locator(".quick-input-list .monaco-list-row");
  const tab = (name: RegExp) => workbench.page.locator(".tabs-container .tab.active", { hasText: name });

  it("Fix Everything Shown lists the fixes and applies those that are ticked", async () => {
    await workbench.openFile("fixed.md");
    await expect.poll(underlined, FINDINGS).toEqual([AGREEMENT.original, word]);
    await workbench.runCommand("Cloze: Fix Everything Shown in This File");
    await rows().filter({ hasText: SPELLING.fix }).waitFor();
    expect(await rows().count()).toBe(2);
    await workbench.page.keyboard.press("Enter");
    await expect.poll(() => workbench.text()).toContain(AGREEMENT.target);
    expect(await workbench.text()).toContain(SPELLING.target);
    await said("2 fixed").waitFor();
  });

  it("Add Word takes the word at the caret, and Edit Dictionary opens where it is", async () => {
    await workbench.openFile("words.md");
    await expect.poll(underlined, FINDINGS).toEqual([word]);
    await workbench.placeCaretBefore(word);
    await workbench.runCommand("Cloze: Add Word to Dictionary");
    await rows().filter({ hasText: ".cloze-words.txt" }).click();
    await expect.poll(underlined, FINDINGS).toEqual([]);
    await expect.poll(() => workbench.readSaved(".cloze-words.txt"), FINDINGS).toBe(`${word}\n`);
    await workbench.runCommand("Cloze: Edit Dictionary");
    await rows().filter({ hasText: ".cloze-words.txt" }).click();
    await tab(/\.cloze-words\.txt/u).waitFor();
    expect(await workbench.text()).toContain(word);
  });

  it("the code of a finding opens the page of its kind, as it is meant to be read", async () => {
    await workbench.openFile("kind.md");
    await expect.poll(underlined, FINDINGS).toEqual([AGREEMENT.original]);
    await workbench.placeCaretBefore(AGREEMENT.original);
    await workbench.openKindPage(AGREEMENT.kind);
    await expect.poll(() => workbench.webviewTexts(), FINDINGS).toEqual([expect.stringContaining(`"${AGREEMENT.kind}": false`)]); // prettier-ignore
  });

  it.each(["Cloze: Show Model Report", "Cloze: Show Model Report as Markdown"])(
    "%s says that there is none",
    async (title) => {
      await workbench.runCommand(title);
      await said("no model has been retrained here").waitFor();
      await said("no model has been retrained here").waitFor({ state: "hidden" });
    },
  );

  it("Erase Remembered Decisions and Delete Everything Learned ask, and leave nothing to ask about", async () => {
    const dialog = workbench.page.locator(".monaco-dialog-box");
    // What was fixed above is remembered a moment later.
    await expect
      .poll(async () => {
        await workbench.runCommand("Cloze: Erase Remembered Decisions");
        return dialog.or(said("nothing is remembered")).first().innerText();
      }, FINDINGS)
      .toContain("Erase all decisions");
    await dialog.locator(".monaco-button", { hasText: "Erase" }).click();
    await said("the remembered decisions are erased").waitFor();
    await workbench.runCommand("Cloze: Erase Remembered Decisions");
    await said("nothing is remembered in this workspace").waitFor();
    await workbench.runCommand("Cloze: Delete Everything Learned");
    await said("nothing has been learned").waitFor();
  });
});
