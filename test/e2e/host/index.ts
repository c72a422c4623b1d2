import assert from "node:assert/strict";
import { rename, writeFile } from "node:fs/promises";
import * as vscode from "vscode";
import { cases } from "./cases.js";

/** What the run leaves in the file that CLOZE_HOST_RESULT names. */
export interface HostResult {
  readonly passed: string[];
  readonly failed: { readonly name: string; readonly error: string }[];
  /** The case that has not come back, as long as the file is called `….part`. */
  running?: string;
}

/**
 * Entry of the suite that runs inside an extension host (`extensionTestsPath`): under `@vscode/test-electron` and in the
 * browser workbench alike. It leaves its result in a file, since the browser workbench has no exit status.
 * @throws if a case fails, which a desktop VS Code turns into its exit status
 */
export async function run(): Promise<void> {
  const file = process.env["CLOZE_HOST_RESULT"];
  assert.ok(file, "CLOZE_HOST_RESULT names no file");
  const result: HostResult = { passed: [], failed: [] };
  const write = (): Promise<void> => writeFile(`${file}.part`, JSON.stringify(result, null, 2));
  for (const [name, test] of Object.entries(cases)) {
    result.running = name;
    await write();
    try {
      await test();
      result.passed.push(name);
    } catch (error) {
      result.failed.push({ name, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
  delete result.running;
  await write();
  // Renamed into place, so that whoever waits for the file finds it whole.
  await rename(`${file}.part`, file);
  assert.deepEqual(result.failed, []);
}
