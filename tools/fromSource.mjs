#!/usr/bin/env node
// The command line from a checkout, for pre-commit and the GitHub action: what it needs is installed and built the first time, its other
// words are those of `cloze`. Two of them must not begin at once.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { messageOf } from "./run.mjs";

const root = resolve(fileURLToPath(import.meta.url), "../..");
const program = join(root, "dist", "cli.js");

/** With all output on standard error, since standard output is for findings. @param {string[]} command @throws if it fails */
function run(...command) {
  const [name = "", ...parameters] = command;
  const { status, error } = spawnSync(name, parameters, {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (status !== 0)
    throw new Error(`“${command.join(" ")}” ${error ? `did not start: ${error.message}` : `ended with ${status}`}`);
}

function setUp() {
  console.error("Cloze is set up in this checkout; that happens once.");
  run("npm", "ci", "--omit=dev", "--no-audit", "--no-fund", "--loglevel=error");
  run(process.execPath, "esbuild.mjs", "--production");
}

try {
  if (!existsSync(program)) setUp();
  const { status, signal } = spawnSync(process.execPath, [program, ...process.argv.slice(2)], { stdio: "inherit" });
  process.exitCode = signal === null ? (status ?? 2) : 2;
} catch (error) {
  console.error(`cloze: it cannot be set up: ${messageOf(error)}`);
  process.exitCode = 2;
}
