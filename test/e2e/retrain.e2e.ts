import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { describe, expect, it, vi } from "vitest";
import type { ModelManifest } from "../../src/inference/manifest.js";
import { adapterShape, writeAdapter } from "../../src/inference/node/adapterFile.js";
import { type ModelStore, createModelStore } from "../../src/inference/node/store/modelStore.js";
import { report } from "../training/reports.js";
import { OUT, withWorkbench } from "./withWorkbench.js";
import type { Workbench } from "./workbench.js";

// Learning as a writer meets it. A training of minutes is not waited for: `test/server/learning` has its outcome.

const MODEL = resolve(import.meta.dirname, "../../model");

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

    // A fix is written down a moment after it was made; until then the command says that nothing is remembered.
    const decisions = page.locator(".tabs-container .tab.active", { hasText: "decisions.jsonl" });
    await vi.waitFor(async () => {
      await workbench.runCommand("Cloze: Show Remembered Decisions");
      await decisions.waitFor({ timeout: 2_000 });
    }, 30_000);
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

  it("takes a model for all workspaces by the globe beside it, and goes back to the one that ships", async () => {
    const { page } = workbench;
    const store = await storeWithAVersion(join(workbench.sharedStorage, "models"));
    const rows = page.locator(".quick-input-list .monaco-list-row");

    await workbench.runCommand("Cloze: Restore Previous Model");
    const retrained = rows.filter({ hasText: "Retrained" });
    await retrained.filter({ hasText: "kept for all workspaces" }).hover();
    await workbench.screenshot(join(OUT, "versions.png"));
    await retrained.locator(".codicon-globe").click();
    await expect.poll(async () => (await store.current())?.version?.id).toBe((await store.list())[0]?.id);

    await workbench.runCommand("Cloze: Restore Previous Model");
    await retrained.filter({ hasText: "in use · chosen for all workspaces" }).waitFor();
    await rows.filter({ hasText: "The model that ships with Cloze" }).click();
    await workbench.runCommand("Cloze: Restore Previous Model");
    await rows.filter({ hasText: "The model that ships with Cloze" }).filter({ hasText: "in use" }).waitFor();
    await page.keyboard.press("Escape");
  }, 120_000);
});

/** What a training elsewhere has left for all workspaces: a model that changes nothing, which none has chosen. */
async function storeWithAVersion(folder: string): Promise<ModelStore> {
  const manifest = JSON.parse(await readFile(join(MODEL, "model.json"), "utf8")) as ModelManifest;
  const shape = adapterShape(manifest);
  const store = createModelStore({ folder, shape });
  const path = await store.incoming();
  await writeAdapter(path, shape, { vector: new Float32Array(manifest.adapterLength), editBiases: [], allowlist: [] });
  await store.add(path, report(), new Date());
  await store.forgetChoice();
  return store;
}
