import { join } from "node:path";
import { afterAll, afterEach, beforeAll } from "vitest";
import { Workbench, type WorkbenchOptions } from "./workbench.js";

/** Where screenshots go. */
export const OUT = join(import.meta.dirname, "out");

/**
 * Starts one workbench with the packaged extension for the tests of the suite around the call, and stops it after them. A test that
 * fails leaves a screenshot.
 * @param adopt gets the workbench before the first test
 * @param options what else it is started with
 */
export function withWorkbench(
  files: Readonly<Record<string, string>>,
  adopt: (workbench: Workbench) => void,
  options: Pick<WorkbenchOptions, "folders" | "prepare" | "restricted" | "settings"> = {},
): void {
  let workbench: Workbench | undefined;
  beforeAll(async () => {
    const vsix = process.env["CLOZE_VSIX"];
    if (!vsix) throw new Error("CLOZE_VSIX names no package: run the suite by `npm run test:e2e`.");
    workbench = await Workbench.start({ files, vsix, ...options });
    adopt(workbench);
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await workbench?.screenshot(join(OUT, `failed-${task.id}.png`));
  });

  // Absent if the start has failed, which has been reported by then.
  afterAll(() => workbench?.stop());
}
