// What a writer waits for, measured at the server's other end.
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { startServer } from "./serverProcess.mjs";

/** `typingPause` of src/server/checking/timing.ts in milliseconds: the server waits so long on purpose, so it is taken off. */
const TYPING_PAUSE = 250;
const URI = "file:///bench/document.md";
const NUMBER = /\d+(?=\D*$)/u;

/** @returns {Promise<number>} milliseconds from the start of the process to the first diagnostics of a document with mistakes */
export async function timeToFirst({ root, settings }, text) {
  const begin = performance.now();
  const server = await startServer(root, settings);
  await server.open(URI, text);
  await server.pull(URI, (items) => items.length > 0);
  const time = performance.now() - begin;
  await server.stop();
  return time;
}

/**
 * Changes one sentence after another, each warm: the rest of the document is known.
 * @returns {Promise<number[]>} milliseconds of each from the edit to its diagnostics, without the typing pause
 */
export async function editTimes({ root, settings }, text, edits) {
  const server = await startServer(root, settings);
  await server.open(URI, text);
  await server.checkFile(URI);
  const lines = text.split("\n");
  const places = lines.flatMap((line, index) => (NUMBER.test(line) && line.length > 60 ? [index] : []));
  const times = [];
  for (let edit = 0; edit < edits; edit++) {
    const line = places[(edit * 37) % places.length];
    const found = NUMBER.exec(lines[line]);
    if (!found) throw new Error("No line of the document has a number.");
    const number = String(1_000_000 + edit);
    const range = { start: { line, character: found.index }, end: { line, character: found.index + found[0].length } };
    lines[line] = lines[line].replace(NUMBER, number);
    const begin = performance.now();
    await server.change(URI, edit + 2, range, number);
    await server.lookAtTop(URI);
    await server.pull(URI);
    times.push(performance.now() - begin - TYPING_PAUSE);
  }
  await server.stop();
  return times;
}

/** Seconds in which the server has nothing to do. */
const IDLE = 5;

/**
 * When the server has checked the documents one after another.
 * @returns {Promise<{ memory: number, idle: number }>} resident, in megabytes; share of a core at rest, 0 where there is no `/proc`
 */
export async function memoryAndRest({ root, settings }, documents) {
  const server = await startServer(root, settings);
  for (const [index, text] of documents.entries()) {
    const uri = `file:///bench/${index}.md`;
    await server.open(uri, text);
    await server.checkFile(uri);
    await server.close(uri);
  }
  const memory = await residentMemory(server.pid);
  const idle = await processorShare(server.pid, IDLE);
  await server.stop();
  return { memory, idle };
}

/** @returns {Promise<number>} of one core, that a process takes in the next seconds; 0 where there is no `/proc` */
export async function processorShare(pid, seconds) {
  const before = await processorSeconds(pid);
  await new Promise((done) => setTimeout(done, seconds * 1_000));
  return ((await processorSeconds(pid)) - before) / seconds;
}

async function processorSeconds(pid) {
  if (process.platform !== "linux") return 0;
  const fields = (await readFile(`/proc/${pid}/stat`, "utf8")).split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** @returns {Promise<number>} megabytes */
export async function residentMemory(pid) {
  const kilobytes =
    process.platform === "linux"
      ? /^VmRSS:\s+(\d+)/mu.exec(await readFile(`/proc/${pid}/status`, "utf8"))?.[1]
      : (await promisify(execFile)("ps", ["-o", "rss=", "-p", String(pid)])).stdout;
  return Number(kilobytes) / 1000;
}
