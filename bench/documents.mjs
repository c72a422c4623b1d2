// Whole documents through the command line.
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { countWords } from "./corpus.mjs";

/**
 * @param {{ root: string, model: string }} place
 * @param {string[]} documents Markdown
 * @param {string[]} options of `cloze check`
 * @returns {Promise<number>} words a second, the time of the start not counted: that of a run on an empty document is taken off
 */
export async function wordsPerSecond({ root, model }, documents, options) {
  const folder = await mkdtemp(join(tmpdir(), "cloze-bench-"));
  const check = (files) => secondsOf(root, ["check", "--format", "json", "--model", model, ...options, ...files]);
  try {
    const empty = join(folder, "empty.md");
    await writeFile(empty, "");
    const files = documents.map((_, index) => join(folder, `${index}.md`));
    await Promise.all(files.map((file, index) => writeFile(file, documents[index])));
    const start = await check([empty]);
    const whole = await check(files);
    return documents.reduce((sum, text) => sum + countWords(text), 0) / (whole - start);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** @throws if the command ends with an error; findings are none */
function secondsOf(root, args) {
  return new Promise((resolve, reject) => {
    const begin = performance.now();
    const child = spawn(process.execPath, [join(root, "dist/cli.js"), ...args], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    child.once("error", reject);
    child.once("exit", (code) => {
      if (code === 0 || code === 1) resolve((performance.now() - begin) / 1000);
      else reject(new Error(`cloze check ended with status ${code}.`));
    });
  });
}
