import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect, it, vi } from "vitest";
import type { HostResult } from "./host/index.js";
import { Workbench } from "./workbench.js";

const OUT = join(import.meta.dirname, "out");
const RESULT = join(OUT, "hostResult.json");

// The suite of host/ in the extension host of the browser workbench. electron.ts runs the same one in a desktop VS Code.
it("passes the suite inside the extension host", async () => {
  for (const file of [RESULT, `${RESULT}.part`]) await rm(file, { force: true });
  const workbench = await Workbench.start({
    files: { "README.md": "# A folder\n" },
    env: { CLOZE_HOST_RESULT: RESULT },
    payload: [
      ["extensionDevelopmentPath", resolve(import.meta.dirname, "../..")],
      ["extensionTestsPath", join(OUT, "host/index.js")],
    ],
  });
  try {
    await vi
      .waitUntil(() => existsSync(RESULT), { timeout: 240_000, interval: 250 })
      .catch(async () => {
        throw new Error(`The suite is not done in time. So far: ${await readFile(`${RESULT}.part`, "utf8")}`);
      });
    const { passed, failed } = JSON.parse(await readFile(RESULT, "utf8")) as HostResult;
    expect(failed).toEqual([]);
    expect(passed.length).toBeGreaterThan(0);
  } finally {
    await workbench.stop();
  }
}, 300_000);
