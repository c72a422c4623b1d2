import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { describe, expect, it, vi } from "vitest";
import type { ModelManifest } from "../../src/inference/manifest.js";
import { adapterShape, writeAdapter } from "../../src/inference/node/adapterFile.js";
import { type ModelStore, createModelStore } from "../../src/inference/node/store/modelStore.js";
import { report } from "../training/reports.js";
import { mistake, sound } from "../mistakes/mistakes.js";
import { OUT, withWorkbench } from "./withWorkbench.js";
import type { Workbench } from "./workbench.js";

// Learning as a writer meets it, with the least time that one can choose.

const MODEL = resolve(import.meta.dirname, "../../model");

const SENTENCES = [
  "reads its settings first",
  "then opens the window",
  "writes nothing by itself",
  "ends when you close it",
];
/** What the history mends is good English, so that the model that ships has nothing against it. */
const THINGS = ["door", "roof", "wall", "desk", "lamp", "chair"];
const house = (mended: number): string => THINGS.map((thing, at) => `We wait ${at < mended ? "while" : "whilst"} the ${thing} dries.\n`).join("\n"); // prettier-ignore

const { source, target, original, fix } = mistake("agreement");
const FILES = {
  "fix.md": `${source}\n\n${sound()}\n`,
  "guide.md": Array.from({ length: 80 }, (_, at) => `The tool number ${at} ${SENTENCES[at % 4]!}.\n`).join("\n"),
};

describe("Learning in the workbench", () => {
  let workbench: Workbench;

  withWorkbench(FILES, (started) => (workbench = started), { prepare: commitMends, settings: { "cloze.retrain.minutes": 1 } }); // prettier-ignore

  it("remembers a fix, offers to learn from it, shows how it goes, and stops when asked", async () => {
    const { page } = workbench;
    await workbench.openFile("fix.md");
    await expect.poll(async () => (await workbench.squiggles()).length, { timeout: 45_000 }).toBe(1);
    await workbench.placeCaretBefore(original);
    await workbench.openQuickFixes();
    await workbench.chooseQuickFix(new RegExp(`→ “${fix}”`, "u"));
    await expect.poll(() => workbench.text()).toContain(target);
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
    await rows.filter({ hasText: /sentences in [23] files/u }).waitFor();
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
    // The list says what is in use when it opens: it is opened again after the server has said that it switched.
    const switched = (where: string) => page.locator(".statusbar", { hasText: `the model is in use${where}: ` }).waitFor(); // prettier-ignore

    await workbench.runCommand("Cloze: Restore Previous Model");
    const retrained = rows.filter({ hasText: "Retrained" });
    await retrained.filter({ hasText: "kept for all workspaces" }).hover();
    await workbench.screenshot(join(OUT, "versions.png"));
    await retrained.locator(".codicon-globe").click();
    await expect.poll(async () => (await store.current())?.version?.id).toBe((await store.list())[0]?.id);
    await switched(" in all workspaces that have not chosen their own");

    await workbench.runCommand("Cloze: Restore Previous Model");
    await retrained.filter({ hasText: "in use · chosen for all workspaces" }).waitFor();
    await rows.filter({ hasText: "The model that ships with Cloze" }).click();
    await switched("");
    await workbench.runCommand("Cloze: Restore Previous Model");
    await rows.filter({ hasText: "The model that ships with Cloze" }).filter({ hasText: "in use" }).waitFor();
    await page.keyboard.press("Escape");
  }, 120_000);

  it("learns to the end what the history mends, keeps it, and underlines it from then on", async () => {
    const { page } = workbench;
    const underlined = async () => (await workbench.squiggles()).map(({ text }) => text.trim());
    await workbench.openFile("fix.md");
    await workbench.press("Control+End");
    // Not saved, so that it is nothing to learn from.
    await workbench.type("You will recieve the plan soon. The lamp stays on whilst the paint dries.");
    await expect.poll(underlined, { timeout: 45_000 }).toEqual(["recieve"]);
    await workbench.runCommand("Cloze: Retrain Correction Model");
    const history = page.locator(".quick-input-list .monaco-list-row", { hasText: "Corrections in its git history" });
    await history.filter({ hasText: "6 sentences" }).waitFor();
    await page.keyboard.press("Enter");
    const told = page.locator(".notifications-toasts .notification-list-item", { hasText: "The new model is in use." });
    // A minute by the clock, and what it takes to measure on a busy machine.
    await told.waitFor({ timeout: 300_000 });
    await workbench.screenshot(join(OUT, "retrained.png"));
    // The report that lies beside.
    await workbench.runCommand("View: Close Editor");
    await expect.poll(underlined, { timeout: 45_000 }).toEqual(["recieve", "whilst"]);
  }, 420_000);
});

/** A history in which words of the same kind are mended in two commits: more of them in one would be a renaming. */
function commitMends(folder: string): void {
  const git = (...args: string[]) => execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@example.com", ...args], { cwd: folder, stdio: "ignore" }); // prettier-ignore
  git("init", "--quiet");
  for (const mended of [0, 3, 6]) {
    writeFileSync(join(folder, "house.md"), house(mended));
    git("add", "--all");
    git("commit", "--quiet", "--message", `Write ${String(mended)} of them as usual`);
  }
}

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
