// What must stay as it is, and what must be gone.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { lstat, readdir, readFile, readlink } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** Milliseconds that a process has to go when its parent is no more. */
const GRACE = 10_000;

/** @param {string[]} passedOver names in the folder itself @returns {Promise<string>} of all names, links, contents and permissions in the folder */
export async function hashOf(folder, passedOver = []) {
  const hash = createHash("sha256");
  await add(hash, folder, passedOver);
  return hash.digest("hex");
}

async function add(hash, path, passedOver) {
  const state = await lstat(path);
  hash.update(`${path}\0${state.mode}\0`);
  if (state.isSymbolicLink()) hash.update(await readlink(path));
  else if (state.isFile()) hash.update(await readFile(path));
  else if (state.isDirectory())
    for (const name of (await readdir(path)).sort())
      if (!passedOver.includes(name)) await add(hash, join(path, name), []);
}

/** @returns {Map<string, string>} of each process below this one, named by number and beginning: its command line */
export function descendantsOf(pid) {
  const table = readdirSync("/proc").filter((name) => /^\d+$/u.test(name)).flatMap((name) => processOf(name) ?? []); // prettier-ignore
  const found = new Map();
  const below = new Set([String(pid)]);
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const { id, parent, key, command } of table) {
      if (!below.has(parent)) continue;
      below.add(id);
      found.set(key, command);
    }
  }
  return found;
}

function processOf(id) {
  try {
    const stat = readFileSync(`/proc/${id}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(") ") + 2).split(" ");
    // One that has ended, and whose parent has not asked yet.
    if (fields[0] === "Z") return undefined;
    return { id, parent: fields[1], key: `${id} ${fields[19]}`, command: readFileSync(`/proc/${id}/cmdline`, "utf8") };
  } catch {
    return undefined;
  }
}

/** @param {Iterable<string>} keys of `descendantsOf` @returns {Promise<string[]>} those that are still there after some seconds */
export async function remaining(keys) {
  const isThere = (key) => processOf(key.split(" ")[0])?.key === key;
  let left = [...keys];
  for (const end = Date.now() + GRACE; left.length > 0 && Date.now() < end; await wait(100))
    left = left.filter(isThere);
  return left;
}
