import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import type { Page } from "playwright-core";
import { readSquiggles, type Squiggle, type SquiggleWatch, watchSquiggles } from "./squiggles.js";

/** A VS Code workbench in a headless browser, driven as a person would: keys, menus and what the screen shows. */
export class WorkbenchPage {
  constructor(readonly page: Page) {}

  /**
   * Opens a file at the top of the folder from the explorer, and waits until it is the active editor.
   * (Quick Open would need ripgrep, which the npm package does not carry.)
   */
  async openFile(name: string): Promise<void> {
    await this.page.locator(".explorer-folders-view .monaco-list-row", { hasText: name }).dblclick();
    await this.page.locator(".tabs-container .tab.active", { hasText: name }).waitFor();
    await this.page.locator(`${EDITOR} .view-line`).first().waitFor();
    await this.focusEditor();
  }

  /** Runs a command from the palette by its title, such as `Cloze: Restart Server`. */
  async runCommand(title: string): Promise<void> {
    await this.page.keyboard.press("F1");
    await this.page.locator(".quick-input-widget .quick-input-box input").fill(`>${title}`);
    await this.page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first().click();
  }

  /** Puts the caret at a place of the active editor; line and column count from 1. */
  async placeCaret(line: number, column: number): Promise<void> {
    await this.focusEditor();
    await this.page.keyboard.press("Control+G");
    await this.page.locator(".quick-input-widget .quick-input-box input").fill(`:${line}:${column}`);
    await this.page.keyboard.press("Enter");
    await this.page.locator(".statusbar-item", { hasText: `Ln ${line}, Col ${column}` }).waitFor();
  }

  /** Puts the caret before the first occurrence of `text` on the screen. */
  async placeCaretBefore(text: string): Promise<void> {
    const shown = await this.text();
    const at = shown.indexOf(text);
    if (at < 0) throw new Error(`“${text}” is not on the screen:\n${shown}`);
    const before = shown.slice(0, at).split("\n");
    const numbers = await this.page.locator(`${EDITOR} .margin-view-overlays .line-numbers`).allInnerTexts();
    const first = Math.min(...numbers.map(Number));
    await this.placeCaret(first + before.length - 1, before.at(-1)!.length + 1);
  }

  /** Types at the speed of a quick typist, 40 ms a key. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text, { delay: 40 });
  }

  /** Presses one key or chord, in Playwright's names (`Control+End`). */
  async press(chord: string): Promise<void> {
    await this.page.keyboard.press(chord);
  }

  /** The lines that the active editor shows. */
  async text(): Promise<string> {
    const lines = await this.page.locator(`${EDITOR} .view-lines .view-line`).evaluateAll((elements) =>
      elements
        .map((element) => ({ top: element.getBoundingClientRect().top, text: element.textContent ?? "" }))
        .sort((a, b) => a.top - b.top)
        .map((line) => line.text),
    );
    return lines.join("\n").replaceAll("\u00a0", " ");
  }

  /** The squiggles that the active editor shows, in reading order, without the three dots of hints. */
  async squiggles(): Promise<Squiggle[]> {
    return (await readSquiggles(this.page)).filter(({ severity }) => severity !== "hint");
  }

  /** The stretches with the three dots of a hint. */
  async hints(): Promise<Squiggle[]> {
    return (await readSquiggles(this.page)).filter(({ severity }) => severity === "hint");
  }

  /** What the hover at the caret says. */
  async hover(): Promise<string> {
    await this.page.keyboard.press("Control+K");
    await this.page.keyboard.press("Control+I");
    const hover = this.page.locator(".monaco-hover:visible", { hasText: "expected here" });
    await hover.waitFor();
    const text = await hover.innerText();
    await this.page.keyboard.press("Escape");
    return text;
  }

  /** Opens the page of a kind from the hover at the caret. */
  async openKindPage(kind: string): Promise<void> {
    await this.page.keyboard.press("Control+K");
    await this.page.keyboard.press("Control+I");
    await this.page.locator(".monaco-hover:visible a.code-link", { hasText: kind }).click();
    await this.page.locator(".tabs-container .tab.active", { hasText: `Preview ${kind}.md` }).waitFor();
  }

  /** What the webviews on the screen say. */
  webviewTexts(): Promise<string[]> {
    // The page of a webview is a frame within a frame, and may be gone again.
    const inner = this.page.frames().filter((frame) => frame.parentFrame()?.url().includes("/webview/browser/pre/"));
    return Promise.all(
      inner.map((frame) =>
        frame
          .locator("body")
          .innerText()
          .catch(() => ""),
      ),
    );
  }

  /** Counts squiggles at each change of the screen, until stopped. */
  watchSquiggles(): Promise<SquiggleWatch> {
    return watchSquiggles(this.page);
  }

  /** Waits for the light bulb at the caret, opens its menu by the key and returns the entries. */
  async openQuickFixes(): Promise<string[]> {
    await this.page.locator(LIGHT_BULB).first().waitFor();
    await this.page.keyboard.press("Control+.");
    await this.page.locator(QUICK_FIX).first().waitFor();
    return this.page.locator(QUICK_FIX).allInnerTexts();
  }

  /** Chooses the first matching entry of the open code-action menu. */
  async chooseQuickFix(title: RegExp): Promise<void> {
    // By keys: the menu lets no pointer through until the mouse has moved. Its first entry is focused when it opens.
    const titles = await this.page.locator(QUICK_FIX).allInnerTexts();
    const index = titles.findIndex((candidate) => title.test(candidate));
    if (index < 0) throw new Error(`No quick fix matches ${title}. Offered: ${titles.join(" | ")}`);
    for (let at = 0; at < index; at++) await this.page.keyboard.press("ArrowDown");
    await this.page.locator(`${QUICK_FIX}.focused`, { hasText: title }).waitFor();
    await this.page.keyboard.press("Enter");
    await this.page.locator(".action-widget").waitFor({ state: "hidden" });
  }

  /** Saves the active editor, and waits until its tab is no longer marked as changed. */
  async save(): Promise<void> {
    await this.page.locator(".tabs-container .tab.active.dirty").waitFor();
    await this.page.keyboard.press("Control+S");
    await this.page.locator(".tabs-container .tab.active:not(.dirty)").waitFor();
  }

  /** Texts of the pop-up messages on the screen. */
  notifications(): Promise<string[]> {
    return this.page.locator(".notifications-toasts .notification-list-item-message").allInnerTexts();
  }

  /** Writes what a person would see now to a PNG file. */
  async screenshot(path: string): Promise<void> {
    await mkdir(dirname(path), { recursive: true });
    await this.page.screenshot({ path });
  }

  private async focusEditor(): Promise<void> {
    await this.page.locator(`${EDITOR} .native-edit-context, ${EDITOR} textarea.inputarea`).first().focus();
  }
}

const EDITOR = ".editor-group-container.active .editor-instance .monaco-editor";
const LIGHT_BULB = `${EDITOR} [class*="codicon-gutter-lightbulb"], ${EDITOR} .lightBulbWidget`;
const QUICK_FIX = ".action-widget:visible .monaco-list-row.action";
