// Starts the workbench of installWorkbench.mjs in a profile of its own, on this machine only.
import { spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { installWorkbench } from "./installWorkbench.mjs";
import { run } from "./run.mjs";

/** Settings that keep the workbench's own pop-ups, pages and downloads out of the way. */
const QUIET = {
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.enableExperiments": false,
  "git.openRepositoryInParentFolders": "never",
  "files.simpleDialog.enable": true,
};

/**
 * @typedef {object} CodeServer
 * @property {string} origin such as `http://127.0.0.1:1234`
 * @property {number} pid of the first process; all others are in its process group
 * @property {() => string} log what the server has printed so far
 * @property {() => Promise<void>} stop ends every process of the workbench, and waits until they are gone
 */

/**
 * @param {string} profile a folder for everything the workbench writes; made where missing
 * @param {{ settings?: Record<string, unknown>, env?: Record<string, string>, port?: number, restricted?: boolean }} [options]
 *   user settings on top of the quiet ones, variables for the extension host, port (0, the default: any free one), and whether folders open in
 *   Restricted Mode until somebody trusts them
 * @returns {Promise<CodeServer>}
 * @throws if the server ends before it listens, with what it printed
 */
export async function startCodeServer(profile, { settings = {}, env = {}, port = 0, restricted = false } = {}) {
  const entry = await installWorkbench();
  await writeSettings(profile, { ...(restricted && RESTRICTED), ...settings });
  const child = spawn(
    process.execPath,
    [
      entry,
      ...places(profile),
      "--auth",
      "none",
      "--bind-addr",
      `127.0.0.1:${port}`,
      ...FLAGS,
      ...(restricted ? [] : [TRUSTING]),
    ],
    // A group of its own, so that `stop` reaches the extension host and its children as well.
    { detached: true, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env } },
  );
  // Whoever ends in a hurry must not leave a workbench behind.
  process.once("exit", () => signalGroup(child.pid, "SIGKILL"));
  let log = "";
  const origin = await new Promise((resolve, reject) => {
    const read = (/** @type {Buffer} */ chunk) => {
      log += chunk;
      const found = /HTTP server listening on (http:\S+)/.exec(log);
      if (found?.[1]) resolve(found[1].replace(/\/$/, ""));
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`The workbench ended with ${code} before it listened:\n${log}`)));
  });
  return { origin, pid: /** @type {number} */ (child.pid), log: () => log, stop: () => stopGroup(child) };
}

/**
 * Installs a packaged extension into a profile, as a person would.
 * @param {string} profile @param {string} vsix
 */
export async function installExtension(profile, vsix) {
  const entry = await installWorkbench();
  await mkdir(profile, { recursive: true });
  await run(process.execPath, [entry, ...places(profile), "--install-extension", vsix, "--force"]);
}

const FLAGS = ["--disable-telemetry", "--disable-update-check", "--ignore-last-opened"];
const TRUSTING = "--disable-workspace-trust";
/** No dialog asks at the start. */
const RESTRICTED = { "security.workspace.trust.enabled": true, "security.workspace.trust.startupPrompt": "never" };

/** @param {string} profile */
function places(profile) {
  return [
    ["--user-data-dir", join(profile, "data")],
    ["--extensions-dir", join(profile, "extensions")],
    ["--config", join(profile, "config.yaml")],
  ].flat();
}

/** @param {string} profile @param {Record<string, unknown>} settings */
async function writeSettings(profile, settings) {
  const user = join(profile, "data", "User");
  await mkdir(user, { recursive: true });
  await mkdir(join(profile, "extensions"), { recursive: true });
  await writeFile(join(user, "settings.json"), JSON.stringify({ ...QUIET, ...settings }, null, 2));
}

/** @param {import("node:child_process").ChildProcess} child leader of the process group */
async function stopGroup(child) {
  signalGroup(child.pid, "SIGTERM");
  const patience = setTimeout(() => signalGroup(child.pid, "SIGKILL"), 5_000);
  if (child.exitCode === null && child.signalCode === null) await new Promise((done) => child.once("exit", done));
  clearTimeout(patience);
  // The leader has gone; what it left behind has nobody to talk to.
  signalGroup(child.pid, "SIGKILL");
}

/** @param {number | undefined} group undefined if its leader did not start @param {NodeJS.Signals} signal */
function signalGroup(group, signal) {
  if (group === undefined) return;
  try {
    process.kill(-group, signal);
  } catch (error) {
    // ESRCH: the group has ended by itself, which is what we want.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
