import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { mistake, sound } from "../mistakes/mistakes.js";
import { OUT, withWorkbench } from "./withWorkbench.js";
import type { Workbench } from "./workbench.js";

// What a writer sees of a finding, and the commands around it; by keys alone where there is a key.

const FINDINGS = { timeout: 45_000, interval: 100 };

const { source, target, original, fix } = mistake("agreement");
const { source: misspelt, original: word } = mistake("spelling");

const FILES = {
  "hover.md": `${source}\n\n${sound()}\n`,
  "same.md": `${source}\n\n${source}\n`,
  "words.md": `We will read the  tomorrow.\n\n${source}\n`,
  "likely.md": `${source}\n`,
  "pause.md": `${source}\n`,
  "letter.typ": `#let ${word}(x) = x // ${source}\n= A letter\n\n${source} See $a_teh$ and \`${word}\`.\n`,
  "guide.adoc": `= A guide\n:teh: ${word}\n\n${source}\n\n----\n${source}\n----\n`,
  "notes.org": `* Notes\n${source}\n#+BEGIN_SRC sh\n${source}\n#+END_SRC\n`,
  "docs/closed.md": `${misspelt}\n`,
  "node_modules/left/out.md": `${misspelt}\n`,
};

describe("Seeing and fixing in the workbench", () => {
  let workbench: Workbench;

  withWorkbench(FILES, (started) => (workbench = started));

  // What the mouse rests on shows a tooltip, which covers the next file in the explorer.
  beforeEach(() => workbench.page.mouse.move(640, 4));

  const underlined = async () => (await workbench.squiggles()).map((squiggle) => squiggle.text.trim());
  const shown = (selector: string, text: string | RegExp) =>
    workbench.page.locator(selector, { hasText: text }).filter({ visible: true }).first();

  /** The palette of the command before must be gone, or its key closes it. */
  const command = async (title: string) => {
    await workbench.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
    await workbench.runCommand(title);
  };

  it("shows at the next finding what the category means, and a bar for each word", async () => {
    await workbench.openFile("hover.md");
    await expect.poll(underlined, FINDINGS).toEqual([original]);
    await workbench.press("Control+Alt+.");
    const hover = shown(".monaco-hover", "expected here");
    await hover.waitFor();
    const text = await hover.innerText();
    expect(text).toContain("Agreement.");
    expect(text).toMatch(new RegExp(`“${original}” → “${fix}”\\s*█+░*\\s*\\d`, "u"));
    expect(text).toMatch(new RegExp(`“${original}”, as typed\\s*[█░]{10}`, "u"));
    await workbench.screenshot(join(OUT, "hover.png"));
  });

  it.each([
    ["letter.typ", "Typst"],
    ["guide.adoc", "AsciiDoc"],
    ["notes.org", "Org"],
  ])("knows %s by its name, and what in it is prose", async (file, language) => {
    await workbench.openFile(file);
    await expect.poll(underlined, FINDINGS).toEqual([original]);
    await shown(".statusbar-item", language).waitFor();
    await workbench.screenshot(join(OUT, `${language}.png`));
  });

  it("fixes all of the same from the menu, and one undo takes it back", async () => {
    await workbench.openFile("same.md");
    await expect.poll(underlined, FINDINGS).toEqual([original, original]);
    await workbench.placeCaretBefore(original);
    await workbench.openQuickFixes();
    await workbench.screenshot(join(OUT, "fixAllOfTheSame.png"));
    await workbench.chooseQuickFix(/^Fix all 2 in this file/);
    await expect.poll(() => workbench.text()).toContain(`${target}\n\n${target}`);
    await workbench.press("Control+Z");
    await expect.poll(() => workbench.text()).toContain(`${source}\n\n${source}`);
  });

  it("suggests words at the caret", async () => {
    await workbench.openFile("words.md");
    await expect.poll(underlined, FINDINGS).toEqual([original]);
    await workbench.placeCaret(1, "We will read the ".length + 1);
    await workbench.press("Control+Alt+h");
    const first = shown(".quick-input-list .monaco-list-row", /%/);
    await first.waitFor();
    const word = await first.locator(".label-name").innerText();
    await workbench.screenshot(join(OUT, "suggestWords.png"));
    await workbench.press("Enter");
    await expect.poll(() => workbench.text()).toContain(`We will read the ${word} tomorrow.`);
  });

  it("tints a sentence by its likelihood, with underlines beside the colours", async () => {
    await workbench.openFile("likely.md");
    await expect.poll(underlined, FINDINGS).toEqual([original]);
    await command("Cloze: Show Sentence Likelihood");
    const marks = () =>
      workbench.page
        .locator(".editor-group-container.active .view-line span")
        .evaluateAll((spans) => spans.filter((span) => /underline/.test(getComputedStyle(span).textDecoration)).length);
    await expect.poll(marks, FINDINGS).toBeGreaterThan(0);
    await workbench.screenshot(join(OUT, "likelihood.png"));
    await command("Cloze: Show Sentence Likelihood");
    await expect.poll(marks).toBe(0);
  });

  it("shows a pause in the status bar, where a click ends it", async () => {
    await workbench.openFile("pause.md");
    await expect.poll(underlined, FINDINGS).toEqual([original]);
    await command("Cloze: Pause Checking");
    await expect.poll(underlined).toEqual([]);
    const item = shown(".statusbar-item", "Cloze: paused");
    await item.waitFor();
    await workbench.screenshot(join(OUT, "paused.png"));
    await item.click();
    await expect.poll(underlined, FINDINGS).toEqual([original]);
    await item.waitFor({ state: "hidden" });
  });

  it("checks the workspace, sums it up and leaves the findings in the Problems panel", async () => {
    await command("Cloze: Check Workspace");
    const summary = shown(".notifications-toasts .notification-list-item", /files checked\./);
    await summary.waitFor();
    expect(await summary.innerText()).toMatch(/[1-9]\d* findings in [89] files\. 9 of 9 files checked\./);
    await summary.getByText("Show Problems").click();
    await shown(".markers-panel .monaco-list-row", "closed.md").waitFor();
    await workbench.screenshot(join(OUT, "checkWorkspace.png"));
    expect(await shown(".markers-panel .monaco-list-row", "out.md").count()).toBe(0);
    await command("View: Toggle Panel Visibility");
  });

  it("has a walkthrough that opens the example beside itself", async () => {
    await command("Welcome: Open Walkthrough...");
    await shown(".quick-input-list .monaco-list-row", "Get Started with Cloze").click();
    const button = shown(".getting-started-step .monaco-button", "Open Example Document");
    await button.waitFor();
    await workbench.screenshot(join(OUT, "walkthrough.png"));
    await button.click();
    await shown(".tabs-container .tab", "Untitled-").waitFor();
    // The page may keep the focus, or take it back when its step is done; what is read is the editor that has it.
    const besideThePage = async () => {
      await workbench.press("Control+2");
      return (await underlined()).length;
    };
    await expect.poll(besideThePage, FINDINGS).toBeGreaterThan(0);
    expect(await workbench.text()).toContain("An example full of mistakes");
    await workbench.screenshot(join(OUT, "walkthroughExample.png"));
    await shown(".getting-started-step", "Mend it with the keyboard").waitFor();
  });
});
