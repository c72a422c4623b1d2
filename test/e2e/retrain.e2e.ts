import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { OUT, withWorkbench } from "./withWorkbench.js";
import type { Workbench } from "./workbench.js";

// Learning as a writer meets it. A training of minutes is not waited for: `test/server/learning` has its outcome.

const SENTENCES = [
  "reads its settings first",
  "then opens the window",
  "writes nothing by itself",
  "ends when you close it",
];
const FILES = {
  "fix.md": "This should throws an error.\n\nThe next line is fine.\n",
  "guide.md": Array.from({ length: 80 }, (_, at) => `The tool number ${at} ${SENTENCES[at % 4]!}.\n`).join("\n"),
};

describe("Learning in the workbench", () => {
  let workbench: Workbench;

  withWorkbench(FILES, (started) => (workbench = started));

  it("remembers a fix, offers to learn from it, shows how it goes, and stops when asked", async () => {
    const { page } = workbench;
    await workbench.openFile("fix.md");
    await expect.poll(async () => (await workbench.squiggles()).length, { timeout: 45_000 }).toBe(1);
    await workbench.placeCaretBefore("throws");
    await workbench.openQuickFixes();
    await workbench.chooseQuickFix(/“throw”/u);
    await expect.poll(() => workbench.text()).toContain("should throw an error");
    await workbench.placeCaret(3, 4);

    await workbench.runCommand("Cloze: Show Remembered Decisions");
    await page.locator(".tabs-container .tab.active", { hasText: "decisions.jsonl" }).waitFor();
    await expect.poll(() => workbench.text()).toContain('"accepted"');

    await workbench.runCommand("Cloze: Retrain Correction Model");
    const rows = page.locator(".quick-input-list .monaco-list-row");
    await rows
      .filter({ hasText: "80 sentences in 1 files" })
      .or(rows.filter({ hasText: "sentences in 2 files" }))
      .waitFor();
    await workbench.screenshot(join(OUT, "retrain-sources.png"));
    await rows.filter({ hasText: "Fixes you accepted" }).filter({ hasText: "1 sentence" }).waitFor();
    await page.keyboard.press("Enter");

    const notification = page.locator(".notifications-toasts .notification-list-item", { hasText: "Retraining" });
    await notification.filter({ hasText: /left\./u }).waitFor({ timeout: 60_000 });
    await workbench.screenshot(join(OUT, "retrain-progress.png"));
    await notification.locator(".monaco-button", { hasText: "Cancel" }).click();
    await page.locator(".statusbar", { hasText: "retraining was cancelled" }).waitFor();

    await workbench.runCommand("Cloze: Restore Previous Model");
    await page.locator(".statusbar", { hasText: "no model has been retrained here" }).waitFor();
  }, 240_000);
});
