// Works on fifty real documents as a writer does, and then asks whether all is as it should be: `npm run build && npm run soak`,
// or `-- --minutes 2`. It ends with an error if the server failed, if what it shows is not what a fresh one finds, if its memory
// grew in the second half, or if it keeps the processor busy with nothing to do.
import { readFile, readdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isDeepStrictEqual, parseArgs } from "node:util";
import { createEditedDocument } from "./editedDocument.mjs";
import { residentMemory } from "./editing.mjs";
import { loadSource } from "./product.mjs";
import { startServer } from "./serverProcess.mjs";

const { values: given } = parseArgs({
  options: { minutes: { type: "string", default: "30" }, seed: { type: "string", default: "1" } },
});
const minutes = Number(given.minutes);
if (!(minutes > 0)) throw new Error("--minutes must be a number above zero.");
const root = resolve(fileURLToPath(import.meta.url), "../..");
const settings = { modelPath: join(root, "model") };

const DOCUMENTS = 50;
/** Characters: what people write in one file. */
const [SHORTEST, LONGEST] = [2_000, 30_000];
const MOST_OPEN = 8;
/** Of the first half's end. */
const MOST_GROWTH = 1.2;
const IDLE_SECONDS = 5;
/** Of one core. */
const MOST_IDLE = 0.02;
const TYPED = "This should throws an error, and their is nothing that anybody can do about it. ";

const { createRandom } = await loadSource(root, "training/seeded.ts");
const random = createRandom(Number(given.seed));
const documents = await readDocuments();
const server = await startServer(root, settings);
const open = new Map();
const counts = { opened: 0, keys: 0, fixed: 0, closed: 0 };

const begin = performance.now();
const share = () => (performance.now() - begin) / (minutes * 60_000);
let memoryInMiddle;
while (share() < 1) {
  await act();
  if (memoryInMiddle === undefined && share() >= 0.5) memoryInMiddle = await residentMemory(server.pid);
}
const memory = await residentMemory(server.pid);
const shown = await findingsOf(server);
const idle = await idleShare(server.pid);
await server.stop();

const fresh = await startServer(root, settings);
for (const [uri, document] of open) await fresh.open(uri, document.text);
const expected = await findingsOf(fresh);
await fresh.stop();

console.log(`${minutes} min: ${Object.entries(counts).map(([what, count]) => `${count} ${what}`).join(", ")}`); // prettier-ignore
console.log(`memory ${memoryInMiddle.toFixed(0)} MB in the middle, ${memory.toFixed(0)} MB at the end`);
console.log(`idle: ${idle === undefined ? "not measured" : `${(100 * idle).toFixed(1)} % of a core`}`);
console.log(`${[...shown.values()].flat().length} findings shown in ${shown.size} open documents`);
const stale = [...expected].filter(([uri, findings]) => !isDeepStrictEqual(shown.get(uri), findings));
const problems = [
  ...stale.map(
    ([uri, findings]) =>
      `${uri} shows ${JSON.stringify(shown.get(uri))}, a fresh server finds ${JSON.stringify(findings)}.`,
  ),
  ...(memory > MOST_GROWTH * memoryInMiddle ? ["Memory grew in the second half."] : []),
  ...(idle > MOST_IDLE ? ["The server is busy with nothing to do."] : []),
];
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;

/** One thing that a writer does. */
async function act() {
  const what = random.next();
  if (open.size === 0 || (what < 0.1 && open.size < MOST_OPEN)) return openOne();
  const uri = random.pick([...open.keys()]);
  if (what < 0.7) return typeInto(uri);
  if (what < 0.95) return fixIn(uri);
  open.delete(uri);
  counts.closed++;
  await server.close(uri);
}

async function openOne() {
  const [uri, text] = random.pick(documents);
  if (open.has(uri)) return;
  open.set(uri, createEditedDocument(text));
  counts.opened++;
  await server.open(uri, text);
}

/** Some keys at one place: text with mistakes in it, or the deletion key. */
async function typeInto(uri) {
  const document = open.get(uri);
  let at = random.below(document.text.length);
  const keys = 3 + random.below(40);
  const isDeleting = random.next() < 0.3;
  const from = random.below(TYPED.length - keys);
  for (let key = 0; key < keys; key++) {
    const edit = isDeleting ? document.replace(at, at + 1, "") : document.replace(at, at, TYPED[from + key]);
    if (!isDeleting) at++;
    counts.keys++;
    await server.change(uri, document.version, edit.range, edit.text);
    await wait(5 + random.next() * 10);
  }
}

/** Applies the first fix of one of the findings. */
async function fixIn(uri) {
  const document = open.get(uri);
  await server.lookAtTop(uri);
  const findings = await server.pull(uri);
  if (findings.length === 0) return;
  const [fix] = await server.fixesOf(uri, random.pick(findings));
  const change = fix?.edit?.documentChanges?.[0];
  if (change?.textDocument.version !== document.version) return;
  const [{ range, newText }] = change.edits;
  const edit = document.replace(document.offsetAt(range.start), document.offsetAt(range.end), newText);
  await server.change(uri, document.version, edit.range, edit.text);
  counts.fixed++;
}

/** @returns {Promise<Map<string, object[]>>} of each open document, checked to its end: where, and what is said */
async function findingsOf(one) {
  const findings = new Map();
  for (const uri of open.keys()) {
    await one.lookAtTop(uri);
    await one.checkFile(uri);
    const items = await one.pull(uri);
    findings.set(uri, items.map(({ range, message }) => ({ range, message }))); // prettier-ignore
  }
  return findings;
}

/** @returns {Promise<number | undefined>} share of a core that the process uses; unknown where there is no `/proc` */
async function idleShare(pid) {
  if (process.platform !== "linux") return undefined;
  await wait(1_000);
  const before = await processorSeconds(pid);
  await wait(1_000 * IDLE_SECONDS);
  return ((await processorSeconds(pid)) - before) / IDLE_SECONDS;
}

async function processorSeconds(pid) {
  const fields = (await readFile(`/proc/${pid}/stat`, "utf8")).split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** The pages of the installed packages: Markdown as people write it. */
async function readDocuments() {
  const modules = join(root, "node_modules");
  const names = (await readdir(modules, { recursive: true })).filter((name) => /(^|[/\\])readme\.md$/iu.test(name)).sort(); // prettier-ignore
  const read = [];
  for (const name of names) {
    const path = join(modules, name);
    const { size } = await stat(path);
    if (size >= SHORTEST && size <= LONGEST) read.push([pathToFileURL(path).href, await readFile(path, "utf8")]);
  }
  // Spread over the whole list, so that not one organisation's pages are all there is.
  return Array.from({ length: DOCUMENTS }, (_, index) => read[Math.floor((index * read.length) / DOCUMENTS)]);
}
