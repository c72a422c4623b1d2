// Measures what is built: `npm run build && npm run bench`, or `npm run bench -- --model DIR`. `--quick` tries the bench itself.
import { readFile, readdir, stat } from "node:fs/promises";
import { cpus } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { documentOfLength, documentsOf, readSentences } from "./corpus.mjs";
import { wordsPerSecond } from "./documents.mjs";
import { besideHarper } from "./besideHarper.mjs";
import { editTimes, memoryAndRest, timeToFirst } from "./editing.mjs";
import { whileRetraining } from "./duringRetraining.mjs";
import { quantile, table } from "./table.mjs";

const { values: given } = parseArgs({
  options: { model: { type: "string" }, quick: { type: "boolean", default: false } },
});
const root = resolve(fileURLToPath(import.meta.url), "../..");
const model = resolve(given.model ?? join(root, "model"));
const settings = { modelPath: model };
const [WORDS, FEWER_WORDS, MEMORY_WORDS, EDITS, STARTS] = given.quick
  ? [1_000, 200, 2_000, 10, 1]
  : [20_000, 1_000, 100_000, 200, 5];
/** Characters: a page, and about the longest that people write in one file. */
const [SHORT, LONG] = given.quick ? [1_000, 4_000] : [8_000, 100_000];
const THREADS = ["--threads", "2"];
/** From the design notes of this project: on another machine, with two cores as well. */
const PEERS = "Harper 2.10 1,300–2,700; LanguageTool 6.6 970–2,400";

const sentences = await readSentences(root);
const rows = [["what", "measured", "aim", "peers, measured on another machine"]];

function add(what, measured, aim = "", peers = "") {
  rows.push([what, measured, aim, peers]);
  console.error(`${what}: ${measured}`);
}

function count(value) {
  return Math.round(value).toLocaleString("en-US");
}

/** As it is installed, without what git keeps packed; in MB. */
async function sizeOf(folder) {
  const names = (await readdir(folder, { recursive: true })).filter((name) => !name.endsWith(".gz"));
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0) / 1e6;
}

async function measureDocuments() {
  const place = { root, model };
  const many = documentsOf(sentences, WORDS, 0);
  const few = documentsOf(sentences, FEWER_WORDS, 100_000);
  const speed = async (documents, ...options) => count(await wordsPerSecond(place, documents, options));
  add("whole documents, cascade, 2 threads: words/s", await speed(many, ...THREADS), "4,000", PEERS);
  add("whole documents, cascade, as installed: words/s", await speed(many));
  add("whole documents, exhaustive, 2 threads: words/s", await speed(few, ...THREADS, "--scoring", "exhaustive"));
}

async function measureEdits(name, length) {
  const times = await editTimes({ root, settings }, documentOfLength(sentences, length, 200_000), EDITS);
  const [median, high] = [quantile(times, 0.5), quantile(times, 0.95)];
  const measured = `${median.toFixed(1)} ms, ${high.toFixed(1)} ms`;
  add(`one changed sentence in ${name}: median, 95th percentile`, measured, "25 ms, 60 ms");
  return high;
}

async function measureEditsMeanwhile(alone) {
  const edit = () => editTimes({ root, settings }, documentOfLength(sentences, SHORT, 200_000), EDITS);
  const high = quantile(await whileRetraining({ root, model }, sentences, edit), 0.95);
  const measured = `${high.toFixed(1)} ms, × ${(high / alone).toFixed(1)}`;
  add("the same in a page while a model is retrained: 95th percentile", measured, "× 2");
}

async function measureServer() {
  await measureEditsMeanwhile(await measureEdits(`a page (${SHORT / 1000} kB)`, SHORT));
  await measureEdits(`a long document (${LONG / 1000} kB)`, LONG);
  const example = await readFile(join(root, "media/example.md"), "utf8");
  const starts = [];
  for (let run = 0; run < STARTS; run++) starts.push(await timeToFirst({ root, settings }, example));
  add("server: start to first diagnostics, median", `${(quantile(starts, 0.5) / 1000).toFixed(2)} s`, "2 s");
  const { memory } = await memoryAndRest({ root, settings }, documentsOf(sentences, MEMORY_WORDS, 300_000));
  add(`server: resident memory after ${count(MEMORY_WORDS)} words`, `${count(memory)} MB`, "350 MB");
}

add("model/ on disk", `${(await sizeOf(model)).toFixed(1)} MB`, "100 MB");
await measureDocuments();
await measureServer();
const texts = {
  documents: documentsOf(sentences, WORDS, 0),
  page: documentOfLength(sentences, SHORT, 200_000),
  edits: EDITS,
};
const mistakes = await readFile(join(root, "media/example.md"), "utf8");
const beside = await besideHarper({ root, model }, { ...texts, mistakes });
console.log(`\n${cpus()[0].model}, ${cpus().length} cores, Node ${process.versions.node}\n\n${table(rows)}`);
if (beside) console.log(`\n${table(beside)}`);
