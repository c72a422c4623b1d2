import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Seconds between two signs of life where nothing else moves. */
const SIGN_OF_LIFE = 10;

/**
 * Says what is done, then every ten seconds that it is still being done, and how long it took.
 * @template T
 * @param {string} title @param {() => Promise<T>} action @returns {Promise<T>}
 */
export async function shown(title, action) {
  const start = performance.now();
  const seconds = () => Math.round((performance.now() - start) / 1000);
  console.log(`${title} …`);
  // On a terminal npm itself shows that it is at work.
  const signs = process.stdout.isTTY
    ? undefined
    : setInterval(() => console.log(`  … ${seconds()} s`), SIGN_OF_LIFE * 1000);
  try {
    const result = await action();
    console.log(`  done in ${seconds()} s`);
    return result;
  } finally {
    clearInterval(signs);
  }
}

/**
 * Fills a folder step by step. What was finished is noted in it, so that after a failure or Ctrl+C the next call goes on
 * with the first step that is not. A folder filled by another recipe begins anew.
 * @param {string} folder
 * @param {string} recipe changes whenever the steps do
 * @param {readonly { title: string, run: () => Promise<void> }[]} steps
 * @throws what a step throws, once the steps before it are noted
 */
export async function fillFolder(folder, recipe, steps) {
  const note = join(folder, "finished.json");
  const noted = await readNote(note);
  let { finished } = noted;
  if (noted.recipe !== recipe) {
    await rm(folder, { recursive: true, force: true });
    finished = 0;
  }
  await mkdir(folder, { recursive: true });
  for (const [index, { title, run }] of steps.entries()) {
    if (index < finished) continue;
    await shown(`[${index + 1}/${steps.length}] ${title}`, run);
    await writeFile(note, JSON.stringify({ recipe, finished: index + 1 }));
  }
}

/** @param {string} path @returns {Promise<{ recipe?: string, finished: number }>} */
async function readNote(path) {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    // Nothing was finished yet, or the machine went down while it was noted.
    if (!(error instanceof SyntaxError || (error instanceof Error && "code" in error && error.code === "ENOENT")))
      throw error;
    return { finished: 0 };
  }
}
