// Something to do while a model is retrained.
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/**
 * Starts to retrain on the sentences, waits until it learns, and ends it when the action has come to its end.
 * @param {{root: string, model: string}} place
 * @param {string[]} sentences what is learnt
 * @param {() => Promise<T>} action
 * @returns {Promise<T>} what the action gives @throws if retraining ends before the action does
 * @template T
 */
export async function whileRetraining({ root, model }, sentences, action) {
  const folder = await mkdtemp(join(tmpdir(), "cloze-meanwhile-"));
  const data = join(folder, "data.json");
  await writeFile(data, JSON.stringify({ prose: sentences, corrections: [], ignored: [], words: [] }));
  const options = ["--model", model, "--data", data, "--out", join(folder, "adapter"), "--minutes", "30"];
  const child = spawn(process.execPath, [join(root, "dist", "cli.js"), "retrain", ...options], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const failed = ended.then((code) => Promise.reject(new Error(`cloze retrain ended with ${code} before its time.`)));
  try {
    await Promise.race([learning(child.stderr), failed]);
    return await Promise.race([action(), failed]);
  } finally {
    failed.catch(() => undefined);
    child.kill();
    await ended;
    await rm(folder, { recursive: true });
  }
}

/** Comes back at the first line that says so. */
async function learning(stream) {
  for await (const line of createInterface({ input: stream })) if (line.startsWith("learning")) return;
}
