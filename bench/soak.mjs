// Writes, kills and breaks for half an hour in folders such as people have, and asks again and again whether all is as it should be:
// `npm run build && npm run soak`, or `-- --minutes 2 --seed 7`. It ends with an error if a document at rest does not show what a fresh
// server finds, if anything changes that is nobody's business, if a process outlives its parent, if memory grows in the second half, if the
// server is busy with nothing to do, or if next to nothing is found. In the second half no server is killed, so that its memory tells something.
import { mkdir, mkdtemp, readdir, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isDeepStrictEqual, parseArgs } from "node:util";
import { createEditedDocument } from "./editedDocument.mjs";
import { processorShare, residentMemory } from "./editing.mjs";
import { loadSource } from "./product.mjs";
import { startServer } from "./serverProcess.mjs";
import { descendantsOf, hashOf, remaining } from "./soak/observe.mjs";
import { createProject } from "./soak/project.mjs";

const { values: given } = parseArgs({
  options: { minutes: { type: "string", default: "30" }, seed: { type: "string", default: "1" } },
});
const minutes = Number(given.minutes);
if (!(minutes > 0)) throw new Error("--minutes must be a number above zero.");
const root = resolve(fileURLToPath(import.meta.url), "../..");
const settings = { modelPath: join(root, "model"), retrain: { minutes: 1 } };

/** Acts in one folder before there is another. */
const ACTS = 60;
const MOST_OPEN = 4;
/** Of the second half's middle. */
const MOST_GROWTH = 1.2;
const IDLE_SECONDS = 5;
/** Seconds in which a server has to come to rest. */
const MOST_WAITED = 30;
/** Of one core. */
const MOST_IDLE = 0.02;
/**
 * A document's own rate of mistakes moves its odds only in steps of 0.4 nats (`grammar/prior.ts`): what has been open for long and what is opened
 * now may each be a step off, and differ in what lies so near the line of hints (39 % in drafts). What is likelier must be in both.
 */
const FIRM = 0.6;
/** Of the texts compared; each is full of mistakes. */
const LEAST_WITH_FINDINGS = 0.2;

const { createRandom } = await loadSource(root, "training/learn/random.ts");
const { editOf, firstText, LANGUAGES } = await loadSource(root, "../test/fuzz/edits.ts");
const random = createRandom(Number(given.seed));
const place = await mkdtemp(join(tmpdir(), "cloze-soak-"));
const [home, neighbour, storage] = ["home", "neighbour", "storage"].map((name) => join(place, name));
for (const folder of [home, neighbour, storage]) await mkdir(folder);
await writeFile(join(neighbour, "own.md"), "Their going home.\n");

/** Nobody's business: the home folder, what links lead to, and what Cloze itself is made of. */
const notOurs = async () => [await hashOf(home), await hashOf(neighbour), await hashOf(root, [".git", "node_modules", "build", ".venv"])]; // prettier-ignore
const before = await notOurs();
const problems = [];
const counts = { folders: 0, edits: 0, compared: 0, findings: 0, withFindings: 0, kills: 0, trainers: 0, broken: 0 };
const memory = {};
const begin = performance.now();
const share = () => (performance.now() - begin) / (minutes * 60_000);

let open = new Map();
let project;
/** @type {any} The compiler does not see that a function below starts them. */
let server;
/** @type {any} */
let fresh;
while (share() < 1 && problems.length === 0) await workInOneFolder();
const idle = problems.length > 0 ? undefined : await idleShare(server.pid);
memory.end = problems.length > 0 ? undefined : await memories();
await stop();
if (!isDeepStrictEqual(await notOurs(), before))
  problems.push("Something changed outside the folder that was worked in.");
await rm(place, { recursive: true });

console.log(`${minutes} min, seed ${given.seed}: ${Object.entries(counts).map(([what, count]) => `${count} ${what}`).join(", ")}`); // prettier-ignore
console.log(`memory of server and fresh server: ${JSON.stringify(memory)} MB`);
console.log(`idle: ${idle === undefined ? "not measured" : `${(100 * idle).toFixed(1)} % of a core`}`);
for (const one of ["server", "fresh"])
  if (memory.end?.[one] > MOST_GROWTH * memory.middle?.[one])
    problems.push(`The memory of the ${one} grew in the second half.`);
if (idle !== undefined && idle > MOST_IDLE) problems.push("The server is busy with nothing to do.");
if (counts.withFindings < LEAST_WITH_FINDINGS * counts.compared || counts.compared === 0)
  problems.push("Next to nothing was found.");
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;

async function workInOneFolder() {
  const folder = join(place, `project ${counts.folders++}`);
  const documents = await createProject(folder, neighbour, { random, languages: LANGUAGES, firstText });
  project = { folder, documents, hash: await hashOf(folder) };
  if (server && share() >= 0.5) await changeFolders();
  else await restart();
  for (let act = 0; act < ACTS && share() < 1 && problems.length === 0; act++) {
    await actOnce();
    if (share() >= 0.75) memory.middle ??= await memories();
  }
  await compareAll();
  if ((await hashOf(folder)) !== project.hash) problems.push(`Something changed in ${folder}.`);
}

async function memories() {
  const of = async ({ pid }) => Math.round(await residentMemory(pid));
  return { server: await of(server), fresh: await of(fresh) };
}

async function actOnce() {
  const what = random.next();
  if (open.size === 0 || (what < 0.1 && open.size < MOST_OPEN)) return openOne();
  if (what < 0.75) return editOne();
  if (what < 0.85) return compare(random.pick([...open.keys()]));
  if (what < 0.9) return closeOne();
  if (what < 0.92) return breakStorage();
  if (what < 0.94) return killTrainer();
  if (share() < 0.5) await killServer();
}

async function openOne() {
  const { uri, languageId, text } = random.pick(project.documents);
  if (open.has(uri)) return;
  open.set(uri, { languageId, document: createEditedDocument(text) });
  await server.open(uri, text, languageId);
}

async function closeOne() {
  const uri = random.pick([...open.keys()]);
  open.delete(uri);
  await server.close(uri);
}

async function editOne() {
  const uri = random.pick([...open.keys()]);
  const { document } = open.get(uri);
  for (let left = 1 + random.below(15); left > 0; left--) {
    const { start, end, text } = editOf(document.text, random);
    const edit = document.replace(start, end, text);
    counts.edits++;
    await server.change(uri, document.version, edit.range, edit.text);
    if (random.next() < 0.5) void server.pull(uri, () => true).catch(() => undefined);
    await wait(random.below(30));
  }
}

async function compareAll() {
  for (const uri of open.keys()) if (problems.length === 0) await compare(uri);
}

/** What is shown at rest, and what a server finds that gets the text for the first time. */
async function compare(uri) {
  const { languageId, document } = open.get(uri);
  await fresh.open(uri, document.text, languageId);
  const expected = said(await fresh.pull(uri));
  await fresh.close(uri);
  const shown = said(await server.pull(uri));
  counts.compared++;
  counts.findings += expected.length;
  if (expected.length > 0) counts.withFindings++;
  if (lacksFirm(shown, expected) || lacksFirm(expected, shown))
    problems.push(`${uri} (${languageId}) shows ${JSON.stringify(shown)}, a fresh server finds ${JSON.stringify(expected)} in ${JSON.stringify(document.text)}.`); // prettier-ignore
}

function said(items) {
  return items.map(({ range, code, message }) => {
    const [, chance] = / · (\d+) %$/u.exec(message) ?? [];
    if (chance === undefined) throw new Error(`A finding says no chance: ${message}`);
    return { range, code, message, chance: Number(chance) / 100 };
  });
}

/** True if a finding of the second, which is no matter of a step, is none of the first. */
function lacksFirm(first, second) {
  const known = new Set(first.map(keyOf));
  return second.some((one) => one.chance >= FIRM && !known.has(keyOf(one)));
}

/** The message may name another correction more where that is a little likelier. */
function keyOf({ range, code }) {
  return JSON.stringify([range, code]);
}

/** In the middle of whatever it does. */
async function killServer() {
  counts.kills++;
  void server.request("cloze/checkFile", { uri: random.pick([...open.keys()]) }).catch(() => undefined);
  await wait(random.below(500));
  const below = descendantsOf(server.pid);
  await server.kill();
  await expectGone(below);
  server = await startIn(storage);
  for (const [uri, { languageId, document }] of open)
    await server.open(uri, document.text, languageId, document.version);
}

/** One that has begun, if there is anything to learn from. */
async function killTrainer() {
  const done = server.request("cloze/retrain", { use: ["prose", "history"] }).catch(() => undefined);
  await wait(1_000 + random.below(3_000));
  for (const [key, command] of descendantsOf(server.pid)) {
    if (!command.includes("trainer.js")) continue;
    process.kill(Number(key.split(" ")[0]), "SIGKILL");
    counts.trainers++;
  }
  await done;
}

/** A disk that was full, a program that did not know what it wrote to, an older version of Cloze. */
async function breakStorage() {
  const names = (await readdir(storage, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const paths = names.map(({ parentPath, path, name }) => join(parentPath ?? path, name));
  const path = random.pick([...paths, join(storage, "decisions.jsonl"), join(storage, "models.json")]);
  const what = random.below(3);
  if (what === 0)
    await writeFile(path, Buffer.from(Array.from({ length: random.below(300) }, () => random.below(256))));
  else if (what === 1)
    await writeFile(path, random.pick(["", "{", "null", "[]", '{"version":99}\n', '{"current":"../../x"}\n']));
  else await truncate(path, random.below(50)).catch(() => undefined);
  counts.broken++;
}

async function restart() {
  await stop();
  open = new Map();
  server = await startIn(storage);
  fresh = await startIn(undefined);
}

/** As a writer who opens another folder in the same window. */
async function changeFolders() {
  for (const uri of open.keys()) await server.close(uri);
  const removed = [{ uri: pathToFileURL(join(place, `project ${counts.folders - 2}`)).href, name: "before" }];
  const added = folders();
  open = new Map();
  for (const one of [server, fresh])
    await one.notify("workspace/didChangeWorkspaceFolders", { event: { added, removed } });
}

function folders() {
  return [{ uri: pathToFileURL(project.folder).href, name: "project" }];
}

function startIn(storageFolder) {
  const initializationOptions = { trusted: true, ...(storageFolder && { storage: storageFolder }) };
  const env = { HOME: home, XDG_DATA_HOME: join(home, "data"), XDG_CONFIG_HOME: join(home, "config"), XDG_CACHE_HOME: join(home, "cache") }; // prettier-ignore
  return startServer(root, settings, [], { workspaceFolders: folders(), initializationOptions, env, folders });
}

async function stop() {
  for (const one of [server, fresh]) {
    if (!one) continue;
    const below = descendantsOf(one.pid);
    await one.stop();
    await expectGone(below);
  }
}

async function expectGone(processes) {
  const left = await remaining(processes.keys());
  for (const key of left) problems.push(`A process outlives its parent: ${processes.get(key)}`);
}

/** @returns {Promise<number | undefined>} share of a core that the process uses; unknown where there is no `/proc` */
async function idleShare(pid) {
  if (process.platform !== "linux") return undefined;
  let [before, share] = [Infinity, Infinity];
  // On a busy machine what was begun before takes its time to end, and the garbage is collected once all is done: rest is two such spans in a row.
  for (let waited = 0; waited < MOST_WAITED && Math.max(before, share) > MOST_IDLE; waited += IDLE_SECONDS)
    [before, share] = [share, await processorShare(pid, IDLE_SECONDS)];
  return Math.max(before, share);
}
