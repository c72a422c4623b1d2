// `npm start`: a VS Code with Cloze in it and the example document open. A desktop VS Code where `code` is on the PATH,
// else the same workbench in the browser. Options: --browser (never the desktop), --no-open, --port N.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { startCodeServer } from "./codeServer.mjs";
import { installWorkbench } from "./installWorkbench.mjs";
import { messageOf, run } from "./run.mjs";
import { ensurePackages } from "./setUp.mjs";
import { shown } from "./steps.mjs";

const root = resolve(fileURLToPath(import.meta.url), "../..");

async function main() {
  const { values } = parseArgs({
    options: {
      browser: { type: "boolean", default: false },
      "no-open": { type: "boolean", default: false },
      port: { type: "string", default: "0" },
    },
  });
  if (!existsSync(join(root, "model/model.json"))) {
    throw new Error("model/model.json is missing: there is no model to check with. See docs/training.md.");
  }
  await ensurePackages();
  await shown("Building Cloze", () => run("npm", ["run", "--silent", "build"], { cwd: root }));
  if (!values.browser && isOnPath("code")) return openDesktop(await freshFolder());
  // First, as it is what may be interrupted, and leaves no folder then.
  await installWorkbench();
  await openBrowser(await freshFolder(), { port: Number(values.port), open: !values["no-open"] });
}

/** A profile and a folder with a copy of the example, so that playing with it changes nothing here. */
async function freshFolder() {
  const base = await mkdtemp(join(tmpdir(), "cloze-start-"));
  const folder = join(base, "example");
  await mkdir(folder);
  await cp(join(root, "media/example.md"), join(folder, "example.md"));
  // What a repository does not have is a draft. Without git it is read as published, and some of its mistakes are hints.
  spawnSync("git", ["init", "--quiet", folder], { stdio: "ignore" });
  return { base, folder, document: join(folder, "example.md"), profile: join(base, "profile") };
}

/** @param {Awaited<ReturnType<typeof freshFolder>>} place */
async function openDesktop({ folder, document, profile }) {
  console.log("Opening the example in VS Code.");
  await run("code", [
    `--extensionDevelopmentPath=${root}`,
    "--user-data-dir",
    profile,
    "--disable-workspace-trust",
    "--new-window",
    folder,
    document,
  ]);
}

/** @param {Awaited<ReturnType<typeof freshFolder>>} place @param {{ port: number, open: boolean }} options */
async function openBrowser({ base, folder, document, profile }, { port, open }) {
  const server = await startCodeServer(profile, { port });
  const remote = `vscode-remote://${new URL(server.origin).host}`;
  const payload = [
    ["extensionDevelopmentPath", remote + root],
    ["openFile", remote + document],
  ];
  const address = `${server.origin}/?${new URLSearchParams({ folder, payload: JSON.stringify(payload) })}`;
  console.log(`\nThe workbench is ready. Open this address in a browser; Ctrl+C here ends it.\n\n${address}\n`);
  if (open) openAddress(address);
  // More than once: a terminal tells npm and this process of Ctrl+C, and npm may pass it on.
  await new Promise((done) => ["SIGINT", "SIGTERM"].forEach((signal) => process.on(signal, done)));
  await server.stop();
  await rm(base, { recursive: true, force: true });
}

/** Opens the address in the person's browser, if this machine has a way to; it is printed in any case. */
function openAddress(/** @type {string} */ address) {
  const openers = new Map([["darwin", "open"], ["win32", "explorer"]]); // prettier-ignore
  const opener = openers.get(process.platform) ?? "xdg-open";
  if (isOnPath(opener)) spawnSync(opener, [address], { stdio: "ignore" });
}

function isOnPath(/** @type {string} */ command) {
  const finder = process.platform === "win32" ? "where" : "which";
  return spawnSync(finder, [command], { stdio: "ignore" }).status === 0;
}

try {
  await main();
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
