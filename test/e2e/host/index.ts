import assert from "node:assert/strict";
import { rename, writeFile } from "node:fs/promises";
import * as vscode from "vscode";
import { cases } from "./cases.js";

/** What the run leaves in the file that CLOZE_HOST_RESULT names. */
export interface HostResult {
  readonly passed: string[];
  readonly failed: { readonly name: string; readonly error: string }[];
}

/**
 * Entry of the suite that runs inside an extension host (`extensionTestsPath`): under `@vscode/test-electron` and in the
 * browser workbench alike. It leaves its result in a file, since the browser workbench has no exit status.
 * @throws if a case fails, which a desktop VS Code turns into its exit status
 */
export async function run(): Promise<void> {
  const result: HostResult = { passed: [], failed: [] };
  for (const [name, test] of Object.entries(cases)) {
    try {
      await test();
      result.passed.push(name);
    } catch (error) {
      result.failed.push({ name, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
  const file = process.env["CLOZE_HOST_RESULT"];
  assert.ok(file, "CLOZE_HOST_RESULT names no file");
  // Renamed into place, so that whoever waits for the file finds it whole.
  await writeFile(`${file}.part`, JSON.stringify(result, null, 2));
  await rename(`${file}.part`, file);
  assert.deepEqual(result.failed, []);
}
