// Several commands at once, told as if they had run one after the other.
import { spawn } from "node:child_process";

/** Characters: room for what a test runner says of a process that broke, after its tests. */
const MOST_OF_THE_END = 4000;

/**
 * Runs the commands of each lane one after the other, and the lanes beside each other. What the first command that has not ended prints is
 * shown at once, what the others print when their turn has come.
 * @param {readonly (readonly Step[])[]} lanes
 * @param {string} cwd
 * @returns {Promise<Broken[]>} those that failed; all run even if one fails
 *
 * @typedef {object} Step
 * @property {string} name
 * @property {readonly string[]} command with its parameters
 * @property {Record<string, string>} [env] added to this process's own
 *
 * @typedef {object} Broken
 * @property {string} name
 * @property {string} end the last that it printed
 */
export async function runTogether(lanes, cwd) {
  const turns = createTurns(lanes.flat().map(({ name }) => name));
  /** @type {Broken[]} */
  const broken = [];
  const runLane = async (/** @type {readonly Step[]} */ lane) => {
    for (const step of lane) {
      const end = await runStep(step, cwd, turns);
      if (end !== undefined) broken.push({ name: step.name, end });
    }
  };
  await Promise.all(lanes.map(runLane));
  return broken;
}

/**
 * @param {Step} step @param {string} cwd @param {ReturnType<typeof createTurns>} turns
 * @returns {Promise<string | undefined>} the last that it printed if it failed
 */
async function runStep({ name, command: [program = "", ...parameters], env }, cwd, turns) {
  const start = performance.now();
  let end = "";
  const say = (/** @type {string | Buffer} */ text) => {
    end = (end + String(text)).slice(-MOST_OF_THE_END);
    turns.write(name, text);
  };
  say(`\n== ${name}\n`);
  const problem = await new Promise((/** @type {(problem?: string) => void} */ resolve) => {
    const child = spawn(program, parameters, {
      cwd,
      env: { ...process.env, HF_HUB_OFFLINE: "1", ...(process.stdout.isTTY && { FORCE_COLOR: "1" }), ...env },
      stdio: ["ignore", "pipe", "pipe"],
      // On Windows npm is a batch file, which only a shell can start.
      shell: process.platform === "win32",
    });
    child.stdout.on("data", say);
    child.stderr.on("data", say);
    child.on("error", (error) => resolve(`did not start: ${error.message}`));
    // Not `exit`: what was printed last may be on its way.
    child.on("close", (code, signal) => resolve(code === 0 ? undefined : `ended with ${String(signal ?? code)}`));
  });
  if (problem !== undefined) say(`“${[program, ...parameters].join(" ")}” ${problem}\n`);
  say(`== ${name}: ${String(Math.round((performance.now() - start) / 1000))} s\n`);
  turns.end(name);
  return problem === undefined ? undefined : end;
}

/**
 * @param {readonly string[]} names in the order in which they are told
 * @param {(text: string | Buffer) => void} [print]
 */
export function createTurns(names, print = (text) => void process.stdout.write(text)) {
  const waiting = [...names];
  const ended = new Set();
  /** @type {Map<string, (string | Buffer)[]>} */
  const held = new Map();
  return {
    write(/** @type {string} */ name, /** @type {string | Buffer} */ text) {
      if (waiting[0] === name) print(text);
      else held.set(name, [...(held.get(name) ?? []), text]);
    },
    end(/** @type {string} */ name) {
      ended.add(name);
      while (waiting[0] !== undefined && ended.has(waiting[0])) {
        waiting.shift();
        for (const text of held.get(waiting[0] ?? "") ?? []) print(text);
        held.delete(waiting[0] ?? "");
      }
    },
  };
}
