// What must be installed before anything runs, each only when it is missing or out of date.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./run.mjs";
import { shown } from "./steps.mjs";

const root = resolve(fileURLToPath(import.meta.url), "../..");

/** Installed before the rest, since what a later package would choose by itself is a GPU build of gigabytes. */
const TORCH = "torch==2.13.0";

/** Installs the npm packages if `node_modules` does not hold what `package-lock.json` says. */
export async function ensurePackages() {
  if (await packagesAreCurrent()) return;
  await shown("Installing npm packages", () => run("npm", ["ci", "--no-audit", "--no-fund"], { cwd: root }));
}

/**
 * Makes the Python environment `.venv` and installs `scripts/requirements.txt` into it, if that is not done yet.
 * @returns {Promise<string>} path of its Python
 */
export async function ensurePython() {
  const folder = join(root, ".venv");
  const python = join(folder, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
  const stamp = join(folder, "requirements.sha256");
  const requirements = join(root, "scripts/requirements.txt");
  const wanted = createHash("sha256")
    .update(TORCH)
    .update(await readFile(requirements))
    .digest("hex");
  if (existsSync(python) && existsSync(stamp) && (await readFile(stamp, "utf8")) === wanted) return python;
  await shown("Installing the Python packages of scripts/requirements.txt into .venv", async () => {
    if (!existsSync(python)) await run(process.env.CLOZE_PYTHON ?? "python3", ["-m", "venv", folder]);
    await rm(stamp, { force: true });
    await run(python, ["-m", "pip", "install", "--quiet", TORCH]);
    await run(python, ["-m", "pip", "install", "--quiet", "-r", requirements]);
    await writeFile(stamp, wanted);
  });
  return python;
}

/** Compares versions, as npm's own record in node_modules has them, with the lock file. */
async function packagesAreCurrent() {
  const record = join(root, "node_modules/.package-lock.json");
  if (!existsSync(record)) return false;
  const { packages: installed } = JSON.parse(await readFile(record, "utf8"));
  const { packages: locked } = JSON.parse(await readFile(join(root, "package-lock.json"), "utf8"));
  return Object.entries(locked).every(
    // Optional packages of other platforms are locked but not installed.
    ([path, entry]) => path === "" || entry.optional || installed[path]?.version === entry.version,
  );
}
