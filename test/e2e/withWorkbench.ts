import { join } from "node:path";
import { afterAll, afterEach, beforeAll } from "vitest";
import { Workbench } from "./workbench.js";

/** Where screenshots go. */
export const OUT = join(import.meta.dirname, "out");

/**
 * Starts one workbench with the packaged extension for the tests of the suite around the call, and stops it after them. A test that
 * fails leaves a screenshot.
 * @param adopt gets the workbench before the first test
 * @param folders of the files, to be opened as one workspace
 */
export function withWorkbench(
  files: Readonly<Record<string, string>>,
  adopt: (workbench: Workbench) => void,
  folders?: readonly string[],
): void {
  let workbench: Workbench | undefined;
  beforeAll(async () => {
    const vsix = process.env["CLOZE_VSIX"];
    if (!vsix) throw new Error("CLOZE_VSIX names no package: run the suite by `npm run test:e2e`.");
    workbench = await Workbench.start({ files, vsix, ...(folders && { folders }) });
    adopt(workbench);
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await workbench?.screenshot(join(OUT, `failed-${task.id}.png`));
  });

  // Absent if the start has failed, which has been reported by then.
  afterAll(() => workbench?.stop());
}
