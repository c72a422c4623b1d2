import { spawn } from "node:child_process";

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
