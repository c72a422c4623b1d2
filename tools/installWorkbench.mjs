// Installs the VS Code workbench that the end-to-end tests and `npm start` use where no desktop VS Code exists: code-server
// from the npm registry, into .workbench/. Does nothing when it is there already, and compiles nothing.
import { cp, mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./run.mjs";
import { fillFolder } from "./steps.mjs";

/** VS Code 1.99.3 on Node 20. Later releases want Node 22. */
const VERSION = "4.99.4";
/** The same terminal library as VS Code's, with its native part for each platform in the package. */
const TERMINAL = { "@lydell/node-pty": "1.1.0" };
/** Bump it when the steps below change, so that a workbench installed by older steps is installed again. */
const RECIPE = `code-server@${VERSION} recipe 2`;

const root = resolve(fileURLToPath(import.meta.url), "../..");
const folder = join(root, ".workbench");
const server = join(folder, "node_modules/code-server");
const vscode = join(server, "lib/vscode");

/**
 * The packages of the workbench that it loads at start and whose native parts would have to be compiled, and what stands in
 * for each. Others (kerberos, native-watchdog) it tries to load when it needs them, and goes on without.
 */
const STAND_INS = {
  [join(folder, "node_modules/argon2")]: "argon2.js",
  [join(vscode, "node_modules/node-pty")]: "node-pty.js",
  [join(vscode, "node_modules/@vscode/spdlog")]: "spdlog.js",
};

/**
 * @returns {Promise<string>} path of the script that starts the workbench with Node
 * @throws if npm fails; the next call goes on from there
 */
export async function installWorkbench() {
  await fillFolder(folder, RECIPE, [
    { title: `VS Code for the browser (code-server ${VERSION}, 290 MB in .workbench, once)`, run: installServer },
    { title: "The packages of its server", run: installPackages },
    { title: "What stands in for native libraries", run: installStandIns },
  ]);
  return join(server, "out/node/entry.js");
}

async function installServer() {
  const dependencies = { "code-server": VERSION, ...TERMINAL };
  await writeFile(
    join(folder, "package.json"),
    JSON.stringify({ name: "cloze-workbench", private: true, dependencies }),
  );
  await npm(folder, "install");
}

async function installPackages() {
  // Not `npm ci`: the lock file that is in the package lacks one.
  await npm(vscode, "install", "--omit=dev");
}

async function installStandIns() {
  // Its bootstrap looks for packages there.
  await symlink("node_modules", join(vscode, "node_modules.asar")).catch(unlessThere);
  for (const [path, file] of Object.entries(STAND_INS)) {
    await rm(path, { recursive: true, force: true });
    await mkdir(path, { recursive: true });
    await writeFile(
      join(path, "package.json"),
      JSON.stringify({ name: "stand-in", version: "0.0.0", main: "index.js" }),
    );
    await cp(join(root, "tools/standIns", file), join(path, "index.js"));
  }
}

/** @param {NodeJS.ErrnoException} error */
function unlessThere(error) {
  if (error.code !== "EEXIST") throw error;
}

/** Without install scripts, which would compile or fetch from elsewhere. @param {string} cwd @param {...string} parameters */
function npm(cwd, ...parameters) {
  return run("npm", [...parameters, "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"], { cwd });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(await installWorkbench());
}
