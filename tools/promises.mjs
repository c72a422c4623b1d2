// Writes what model/model.json promises, false alarms a 1,000 words, into the settings' texts and the README. `npm run promises` after a
// new model. `--check` writes nothing and fails if a file is out of date.
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import * as prettier from "prettier";

const root = resolve(fileURLToPath(import.meta.url), "../..");
const files = { model: "model/model.json", nls: "package.nls.json", readme: "README.md" };

/** What each sensitivity is for; its promise follows. */
const MEANINGS = {
  relaxed: "Only what the model is surest of, and no hints.",
  balanced: "The default: few false alarms, most of the mistakes.",
  strict: "Finds more mistakes and raises more false alarms.",
};
const TABLE = /(<!-- promises:begin.*?-->\n)[\s\S]*?(<!-- promises:end -->)/u;

/**
 * @typedef {{ sure: number, perhaps?: number }} Lines false alarms a 1,000 words of what is underlined, and with the hints
 * @typedef {Partial<Record<keyof typeof MEANINGS, Record<"draft" | "published", Lines>>>} Promises by sensitivity
 */

/**
 * What a setting says of a sensitivity.
 * @param {Promises} promises @param {keyof typeof MEANINGS} sensitivity
 */
export function meaningOf(promises, sensitivity) {
  const promise = promises[sensitivity];
  if (!promise) return MEANINGS[sensitivity];
  const { draft, published } = promise;
  return `${MEANINGS[sensitivity]} False alarms a 1,000 words: ${linesOf(draft)} in drafts, ${linesOf(published)} on published pages.`;
}

/** @param {Lines} lines */
function linesOf({ sure, perhaps }) {
  return perhaps === undefined ? String(sure) : `${sure} (${perhaps} with hints)`;
}

/**
 * The README's table; empty for a model that promises nothing.
 * @param {Promises} promises
 */
export function tableOf(promises) {
  const rows = Object.entries(promises).map(([name, { draft, published }]) => `| ${name} | ${[draft, published].flatMap(({ sure, perhaps }) => [sure, perhaps ?? "no hints"]).join(" | ")} |`); // prettier-ignore
  if (rows.length === 0) return "";
  return [
    "| false alarms a 1,000 words, at most | drafts: underlined | with hints | published pages: underlined | with hints |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
}

/** @returns {Promise<Record<string, string>>} what the two files should hold, path → content */
async function composeFiles() {
  const read = (/** @type {string} */ name) => readFile(join(root, name), "utf8");
  const [model, nls, readme] = await Promise.all([read(files.model), read(files.nls), read(files.readme)]);
  const promises = JSON.parse(model).promises ?? {};
  const texts = JSON.parse(nls);
  const sensitivities = /** @type {(keyof typeof MEANINGS)[]} */ (Object.keys(MEANINGS));
  sensitivities.forEach((name, at) => {
    texts[`configuration.sensitivity.enumDescriptions.${at}`] = meaningOf(promises, name);
  });
  if (!TABLE.test(readme)) throw new Error(`${files.readme} has no place for the promises.`);
  // The rest of the page is none of its business, however it is formatted.
  const table = await formatted(tableOf(promises), files.readme);
  return {
    [files.nls]: await formatted(JSON.stringify(texts), files.nls),
    [files.readme]: readme.replace(TABLE, `$1\n${table}\n$2`),
  };
}

/** @param {string} content @param {string} name */
async function formatted(content, name) {
  return prettier.format(content, { ...(await prettier.resolveConfig(join(root, name))), filepath: name });
}

async function main() {
  const isCheck = process.argv.includes("--check");
  for (const [name, content] of Object.entries(await composeFiles())) {
    if (!isCheck) await writeFile(join(root, name), content);
    else if ((await readFile(join(root, name), "utf8")) !== content) {
      console.error(`${name} does not say what the model promises: run \`npm run promises\`.`);
      process.exitCode = 1;
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
