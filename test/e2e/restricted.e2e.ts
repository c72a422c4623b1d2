import { describe, expect, it } from "vitest";
import { withWorkbench } from "./withWorkbench.js";
import type { Workbench } from "./workbench.js";

const FINDINGS = { timeout: 45_000, interval: 100 };

/** Whoever made the folder wants one finding out of sight by a setting, and the other by a word. */
const FILES = {
  "a.md": "This should throws an error.\n\nYou will recieve a notification tomorrow.\n",
  ".vscode/settings.json": '{ "cloze.categories": { "agreement": false } }\n',
  ".cloze.json": '{ "words": ["recieve"] }\n',
};

describe("Restricted Mode", () => {
  let workbench: Workbench;

  withWorkbench(FILES, (started) => (workbench = started), { restricted: true });

  const underlined = async () => (await workbench.squiggles()).map(({ text }) => text.trim());

  it("heeds nothing that an untrusted folder says, and all of it once it is trusted", async () => {
    const { page } = workbench;
    await page.locator(".statusbar", { hasText: "Restricted Mode" }).waitFor();
    await workbench.openFile("a.md");
    await expect.poll(underlined, FINDINGS).toEqual(["throws", "recieve"]);
    await workbench.runCommand("Workspaces: Manage Workspace Trust");
    await page.locator(".workspace-trust-editor .monaco-button", { hasText: /^Trust$/u }).click();
    await page.locator(".statusbar", { hasText: "Restricted Mode" }).waitFor({ state: "detached" });
    await workbench.openFile("a.md");
    await expect.poll(underlined, FINDINGS).toEqual([]);
  });
});
