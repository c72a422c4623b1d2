// The built command line, asked as a person would ask it, and the figures that the product itself reports.
import { build } from "esbuild";
import { spawn } from "node:child_process";
import { join } from "node:path";

/**
 * Takes what the product computes with from the product, so that bench and report agree.
 * @param {string} name a module, from `src/` on
 * @returns {Promise<object>} what it exports
 */
export async function loadSource(root, name) {
  const entry = join(root, "src", name);
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, format: "esm", write: false });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}

/** Runs `cloze` to its end. @returns {Promise<string>} standard output @throws if the exit status is none of `expected` */
export function cloze(root, args, input = "", expected = [0, 1]) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, "dist", "cli.js"), ...args], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    let out = "";
    child.stdout.setEncoding("utf8").on("data", (chunk) => (out += chunk));
    child.on("error", reject);
    child.on("close", (code) => (code !== null && expected.includes(code) ? resolve(out) : reject(new Error(`cloze ${args[0]} ended with ${code}.`)))); // prettier-ignore
    child.stdin.end(input);
  });
}

/**
 * Checks sentences at the balanced sensitivity, as published: there a model must be quietest.
 * @param {string} root @param {string} model @param {string[]} sentences @param {string} [adapter] what retraining has written
 * @returns {Promise<{findings: object[], fixed: string}[]>}
 */
export async function checkAll(root, model, sentences, adapter) {
  const lines = sentences.map((text, id) => JSON.stringify({ id, text })).join("\n");
  const options = [
    "--jsonl",
    "--context",
    "published",
    "--model",
    model,
    "--threads",
    "1",
    ...(adapter ? ["--adapter", adapter] : []),
  ];
  return (await cloze(root, ["check", ...options], `${lines}\n`)).split("\n").filter(Boolean).map((line) => JSON.parse(line)); // prettier-ignore
}
