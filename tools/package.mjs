// Packages the extension: `npm run package`, one VSIX for each platform and one for all others; `-- --target linux-x64` makes one.
import { access, cp, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createVSIX } from "@vscode/vsce";
import { packageFiles, PLATFORMS, root, UNIVERSAL } from "./packageFiles.mjs";
import { messageOf, run } from "./run.mjs";

/** Bytes; more than that nobody wants to download for an extension. */
const MOST = 120e6;

/** Builds what `packageExtension` packages. @throws if the build fails */
export async function buildForPackages() {
  await mustExist(join(root, "model/model.json"), "the model (train and export one: see docs/training.md)");
  await run("npm", ["run", "--silent", "build", "--", "--production"], { cwd: root });
}

/**
 * @param {{ target?: string, out?: string }} [options] `target`: one of PLATFORMS, by default this machine's, or UNIVERSAL
 * @returns {Promise<string>} path of the VSIX
 * @throws if the runtime has no build for the target, or the VSIX is too large
 */
export async function packageExtension({ target = `${process.platform}-${process.arch}`, out } = {}) {
  const packagePath = resolve(root, out ?? `cloze-${target}.vsix`);
  const folder = await mkdtemp(join(tmpdir(), "cloze-package-"));
  try {
    for (const { from, to } of await packageFiles(target)) await cp(join(root, from), join(folder, to));
    await writeFile(join(folder, "package.json"), JSON.stringify(await manifestFor(target), null, 2));
    // It would warn that nothing is left out.
    await writeFile(join(folder, ".vscodeignore"), "");
    // Everything is in the bundles or in dist/node_modules.
    const options = { cwd: folder, packagePath, dependencies: false };
    await createVSIX(target === UNIVERSAL ? options : { ...options, target });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const { size } = await stat(packagePath);
  console.log(`${packagePath}: ${(size / 1e6).toFixed(1)} MB`);
  if (size > MOST) throw new Error(`${packagePath} is larger than ${MOST / 1e6} MB.`);
  return packagePath;
}

/** What of package.json is for whoever has the extension. @param {string} target */
async function manifestFor(target) {
  const {
    private: _,
    bin,
    files,
    scripts,
    dependencies,
    devDependencies,
    overrides,
    browser,
    ...manifest
  } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  delete manifest["simple-git-hooks"];
  return target === UNIVERSAL && browser !== undefined ? { ...manifest, browser } : manifest;
}

/** @param {string} path @param {string} what */
async function mustExist(path, what) {
  try {
    await access(path);
  } catch (error) {
    throw new Error(`${path} is missing: ${what}.`, { cause: error });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { target: { type: "string" }, out: { type: "string" } } });
  try {
    await buildForPackages();
    if (values.target !== undefined) await packageExtension(values);
    else for (const target of [...PLATFORMS, UNIVERSAL]) await packageExtension({ target });
  } catch (error) {
    console.error(messageOf(error));
    process.exitCode = 1;
  }
}
