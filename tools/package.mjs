// Packages the extension for one platform: `npm run package [-- --target linux-x64] [--out FILE]`.
// The runtime carries a native library a platform; only the target's goes in.
import { access, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createVSIX } from "@vscode/vsce";

const root = resolve(fileURLToPath(import.meta.url), "../..");

/** The platforms that the runtime has a build for. */
const TARGETS = ["linux-x64", "linux-arm64", "win32-x64", "win32-arm64", "darwin-arm64"];

/**
 * Builds and packages the extension.
 * @param {{ target?: string, out?: string }} [options] `target`: one of TARGETS, by default this machine's
 * @returns {Promise<string>} path of the VSIX
 * @throws if the runtime has no build for the target, the model is missing or the build fails
 */
export async function packageExtension({ target = `${process.platform}-${process.arch}`, out } = {}) {
  if (!TARGETS.includes(target)) {
    throw new Error(`No runtime for ${target}. There is one for: ${TARGETS.join(", ")}.`);
  }
  await mustExist(join(root, "model/model.json"), "the model (train and export one: see docs/training.md)");
  const packagePath = resolve(root, out ?? `cloze-${target}.vsix`);
  const folder = await mkdtemp(join(tmpdir(), "cloze-package-"));
  try {
    const ignoreFile = join(folder, "vscodeignore");
    const native = `!node_modules/onnxruntime-node/bin/napi-v6/${target.replace("-", "/")}/**\n`;
    await writeFile(ignoreFile, (await readFile(join(root, ".vscodeignore"), "utf8")) + native);
    await createVSIX({ cwd: root, target, packagePath, ignoreFile });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const { size } = await stat(packagePath);
  console.log(`${packagePath}: ${(size / 1e6).toFixed(1)} MB`);
  return packagePath;
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
    await packageExtension(values);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
