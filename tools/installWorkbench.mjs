// Installs the VS Code workbench that the end-to-end tests and `npm start` use where no desktop VS Code exists:
// code-server from the npm registry, into .workbench/. Does nothing when it is there already.
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./run.mjs";

/** VS Code 1.99.3 on Node 20. Later releases want Node 22. */
const VERSION = "4.99.4";
/** Bump it when the steps below change, so that a workbench built by older steps is built again. */
const RECIPE = `code-server@${VERSION} recipe 1`;

const folder = resolve(fileURLToPath(import.meta.url), "../../.workbench");
const server = join(folder, "node_modules/code-server");
const stamp = join(folder, "installed");

/** Native modules of the workbench that have no build in the package. */
const NATIVE = ["node-pty", "@vscode/spdlog", "native-watchdog", "kerberos"];

/**
 * @returns {Promise<string>} path of the script that starts the workbench with Node
 * @throws if npm or a compiler step fails
 */
export async function installWorkbench() {
  const entry = join(server, "out/node/entry.js");
  if (existsSync(stamp) && (await readFile(stamp, "utf8")) === RECIPE && existsSync(entry)) return entry;
  console.log(`Installing the workbench (code-server ${VERSION}) into .workbench; this takes a few minutes, once.`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "cloze-workbench", private: true }));
  await npm(folder, "install", `code-server@${VERSION}`, "--ignore-scripts", "--no-save");
  await installVscode(join(server, "lib/vscode"));
  await npm(folder, "rebuild", "argon2");
  await writeFile(stamp, RECIPE);
  return entry;
}

/** @param {string} vscode the folder of VS Code's own server inside the package */
async function installVscode(vscode) {
  await npm(vscode, "install", "--omit=dev", "--ignore-scripts");
  if (!existsSync(join(vscode, "node_modules.asar"))) {
    await symlink("node_modules", join(vscode, "node_modules.asar"));
  }
  await npm(vscode, "rebuild", ...NATIVE);
}

/** @param {string} cwd @param {...string} parameters */
function npm(cwd, ...parameters) {
  // node-pty's own install step calls npx, which must not stop to ask.
  return run("npm", [...parameters, "--no-audit", "--no-fund"], { cwd, env: { npm_config_yes: "true" } });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(await installWorkbench());
}
