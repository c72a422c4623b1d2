// The same texts by Cloze and by Harper in one run: set-up, speed, an edited sentence, memory, rest.
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { text as readAll } from "node:stream/consumers";
import { countWords } from "./corpus.mjs";
import { editTimes, memoryAndRest, timeToFirst } from "./editing.mjs";
import { wordsPerSecond } from "./documents.mjs";
import { loadHarper } from "./loadHarper.mjs";
import { messageOf } from "../tools/run.mjs";
import { quantile } from "./table.mjs";

/**
 * @param {{ root: string, model: string }} place
 * @param {{ documents: string[], page: string, edits: number, mistakes: string }} texts `mistakes`: something is found in it
 * @returns {Promise<string[][] | undefined>} rows: what, Cloze, Harper, ratio; none where Harper is not installed or the system tells no times
 */
export async function besideHarper({ root, model }, { documents, page, edits, mistakes }) {
  if (process.platform !== "linux" || !(await isThere())) return undefined;
  const settings = { modelPath: model };
  const edited = Array.from({ length: edits }, (_, edit) => page.replace(/\d+(?=\D*$)/mu, String(1_000_000 + edit)));
  const harper = await runHarper(root, { documents, edited });
  const words = documents.reduce((sum, text) => sum + countWords(text), 0);

  const processorBefore = await childSeconds();
  const speed = await wordsPerSecond({ root, model }, documents, ["--context", "published"]);
  const processor = (await childSeconds()) - processorBefore;
  const times = await editTimes({ root, settings }, page, edits);
  const setUp = await timeToFirst({ root, settings }, mistakes);
  const { memory, idle } = await memoryAndRest({ root, settings }, documents);

  const milliseconds = (value) => `${value.toFixed(1)} ms`;
  const perSecond = (value) => Math.round(value).toLocaleString("en-US");
  const megabytes = (value) => `${Math.round(value)} MB`;
  const percent = (value) => `${(100 * value).toFixed(1)} %`;
  const row = (what, ours, theirs, shown) => [what, shown(ours), shown(theirs), theirs < 0.001 ? "" : (ours / theirs).toFixed(2)]; // prettier-ignore
  return [
    ["in one run", "Cloze", "Harper", "ratio"],
    row("set-up: to the first finding; to be ready", setUp, harper.setUp, milliseconds),
    row("whole documents: words/s", speed, words / harper.wall, perSecond),
    row("the same, a second of processor time, start included", words / processor, words / harper.processor, perSecond),
    row("an edited sentence in a page: median", quantile(times, 0.5), quantile(harper.edits, 0.5), milliseconds),
    row("the same: 95th percentile", quantile(times, 0.95), quantile(harper.edits, 0.95), milliseconds),
    row("resident memory after the documents", memory, harper.memory, megabytes),
    row("processor at rest", idle, harper.idle, percent),
  ];
}

async function isThere() {
  try {
    await loadHarper();
    return true;
  } catch (error) {
    console.error(messageOf(error));
    return false;
  }
}

/** @returns what `bench/harper.mjs` prints */
async function runHarper(root, texts) {
  const child = spawn(process.execPath, [join(root, "bench/harper.mjs")], { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(JSON.stringify(texts));
  return JSON.parse(await readAll(child.stdout));
}

/** Seconds of processor time of all processes that this one has started and that have ended. */
async function childSeconds() {
  const fields = (await readFile("/proc/self/stat", "utf8")).split(") ")[1].split(" ");
  return (Number(fields[13]) + Number(fields[14])) / 100;
}
