// Builds, packages and runs the end-to-end tests.
// `npm run test:e2e [-- vitest options]`: in the browser workbench. `npm run test:electron`: in a desktop VS Code. `--prepare` runs none of them.
import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { installWorkbench } from "./installWorkbench.mjs";
import { buildForPackages, packageExtension } from "./package.mjs";
import { UNIVERSAL } from "./packageFiles.mjs";
import { messageOf, run } from "./run.mjs";

const root = resolve(fileURLToPath(import.meta.url), "../..");
const out = join(root, "test/e2e/out");
const vsix = join(out, "cloze.vsix");
const universal = join(out, "cloze-universal.vsix");
const given = process.argv.slice(2);

/** Bundles what runs inside VS Code or starts it. */
async function bundleSuite() {
  await rm(out, { recursive: true, force: true });
  await esbuild.build({
    entryPoints: { "host/index": join(root, "test/e2e/host/index.ts"), electron: join(root, "test/e2e/electron.ts") },
    outdir: out,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    sourcemap: "inline",
    external: ["vscode", "@vscode/test-electron"],
    logLevel: "warning",
  });
}

async function inElectron() {
  await run("npm", ["run", "build"], { cwd: root });
  await bundleSuite();
  await run(process.execPath, [join(out, "electron.js")], { cwd: root });
}

async function prepare() {
  await installWorkbench();
  await bundleSuite();
  // The suite inside the extension host runs from the build that is packaged.
  await buildForPackages();
  await packageExtension({ out: vsix });
  await packageExtension({ target: UNIVERSAL, out: universal });
}

async function inBrowser() {
  await prepare();
  const vitest = ["vitest", "run", "--config", "test/e2e/vitest.config.ts", ...given];
  await run("npx", vitest, { cwd: root, env: { CLOZE_VSIX: vsix, CLOZE_UNIVERSAL_VSIX: universal } });
}

try {
  if (given.includes("--prepare")) await prepare();
  else await (given.includes("--electron") ? inElectron() : inBrowser());
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
