import { describe, expect, it } from "vitest";
import { mistake } from "../mistakes/mistakes.js";
import { withWorkbench } from "./withWorkbench.js";
import type { Workbench } from "./workbench.js";

const FINDINGS = { timeout: 45_000, interval: 100 };

const [AGREEMENT, SPELLING] = [mistake("agreement"), mistake("spelling")];
/** Whoever made the folder wants one finding out of sight by a setting, and the other by a word. */
const FILES = {
  "a.md": `${AGREEMENT.source}\n\n${SPELLING.source}\n`,
  ".vscode/settings.json": '{ "cloze.categories": { "agreement": false } }\n',
  ".cloze.json": `{ "words": ["${SPELLING.original}"] }\n`,
};

describe("Restricted Mode", () => {
  let workbench: Workbench;

  withWorkbench(FILES, (started) => (workbench = started), { restricted: true });

  const underlined = async () => (await workbench.squiggles()).map(({ text }) => text.trim());

  it("heeds nothing that an untrusted folder says, and all of it once it is trusted", async () => {
    const { page } = workbench;
    await page.locator(".statusbar", { hasText: "Restricted Mode" }).waitFor();
    await workbench.openFile("a.md");
    await expect.poll(underlined, FINDINGS).toEqual([AGREEMENT.original, SPELLING.original]);
    await workbench.runCommand("Workspaces: Manage Workspace Trust");
    await page.locator(".workspace-trust-editor .monaco-button", { hasText: /^Trust$/u }).click();
    await page.locator(".statusbar", { hasText: "Restricted Mode" }).waitFor({ state: "detached" });
    await workbench.openFile("a.md");
    await expect.poll(underlined, FINDINGS).toEqual([]);
  });
});
