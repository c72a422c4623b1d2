import { join, resolve } from "node:path";
import { runTests } from "@vscode/test-electron";

// Runs the suite of host/ in a desktop VS Code that @vscode/test-electron downloads: `npm run test:electron`.
// It needs a network and a display (on Linux without one: `xvfb-run -a npm run test:electron`).

/** @throws if VS Code cannot be fetched or started, or a case fails */
async function main(): Promise<void> {
  const root = resolve(__dirname, "../../..");
  await runTests({
    version: process.env["CLOZE_VSCODE_VERSION"] ?? "stable",
    extensionDevelopmentPath: root,
    extensionTestsPath: join(__dirname, "host/index.js"),
    extensionTestsEnv: { CLOZE_HOST_RESULT: join(__dirname, "hostResult.json") },
    launchArgs: ["--disable-extensions", "--disable-workspace-trust", join(root, "media")],
  });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
