// Harper in a process of its own, as `bench/besideHarper.mjs` starts it: the texts on standard input, what was measured on standard output.
import { text as readAll } from "node:stream/consumers";
import { residentMemory } from "./editing.mjs";
import { loadHarper } from "./loadHarper.mjs";

/** Seconds in which it has nothing to do. */
const IDLE = 5;

/** @type {{ documents: string[], edited: string[] }} */
const { documents, edited } = JSON.parse(await readAll(process.stdin));
const begin = performance.now();
const { LocalLinter, binary } = await loadHarper();
const linter = new LocalLinter({ binary });
await linter.setup();
const setUp = performance.now() - begin;

const before = { wall: performance.now(), processor: process.cpuUsage() };
for (const text of documents) await linter.lint(text, { language: "markdown" });
const wall = (performance.now() - before.wall) / 1_000;
const { user, system } = process.cpuUsage(before.processor);

const edits = [];
for (const text of edited) {
  const start = performance.now();
  await linter.lint(text, { language: "markdown" });
  edits.push(performance.now() - start);
}
const memory = await residentMemory(process.pid);
const resting = process.cpuUsage();
await new Promise((done) => setTimeout(done, IDLE * 1_000));
const idle = process.cpuUsage(resting);
console.log(
  JSON.stringify({
    ...{ setUp, wall, processor: (user + system) / 1e6, edits, memory },
    idle: (idle.user + idle.system) / 1e6 / IDLE,
  }),
);
