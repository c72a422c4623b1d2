import { spawn } from "node:child_process";

/** @param {unknown} error @returns {string} what it says */
export function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Runs a command with its output shown, and waits for it.
 * @param {string} command
 * @param {readonly string[]} parameters
 * @param {{ cwd?: string, env?: Record<string, string> }} [options] `env` is added to this process's own
 * @returns {Promise<void>}
 * @throws an Error that names the command, if it cannot start or does not end with 0
 */
export function run(command, parameters, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ["ignore", "inherit", "inherit"],
      // On Windows npm and code are batch files, which only a shell can start.
      shell: process.platform === "win32",
    });
    const shown = [command, ...parameters].join(" ");
    child.on("error", (error) => reject(new Error(`“${shown}” did not start: ${error.message}`)));
    child.on("exit", (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`“${shown}” ended with ${signal ?? code}`));
    });
  });
}

/**
 * Runs one of several checks, of which all run even if one fails, and says how long it took.
 * @param {string} name of the check
 * @param {readonly string[]} command with its parameters
 * @param {string} cwd
 * @returns {Promise<boolean>} whether it passed
 */
export async function passes(name, [command = "", ...parameters], cwd) {
  const start = performance.now();
  let hasPassed = true;
  try {
    await run(command, parameters, { cwd, env: { HF_HUB_OFFLINE: "1" } });
  } catch (error) {
    console.error(messageOf(error));
    hasPassed = false;
  }
  console.log(`== ${name}: ${Math.round((performance.now() - start) / 1000)} s`);
  return hasPassed;
}
