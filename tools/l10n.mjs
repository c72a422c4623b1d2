// Collects the texts that people read, for translation: those of package.json into package.nls.json, those of src/ into
// l10n/bundle.l10n.json. `npm run l10n` after adding one. `--check` writes nothing and fails if a file is out of date.
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import l10n from "@vscode/l10n-dev";
import * as prettier from "prettier";

const root = resolve(fileURLToPath(import.meta.url), "../..");
const files = { manifest: "package.json", nls: "package.nls.json", bundle: "l10n/bundle.l10n.json" };

/** Properties of the manifest whose values people read. */
const READ = new Set([
  "title",
  "description",
  "markdownDescription",
  "enumDescriptions",
  "markdownEnumDescriptions",
  "deprecationMessage",
  "markdownDeprecationMessage",
  "altText",
]);
/** Parts of a place in the manifest that tell nothing. */
const PLAIN = new Set(["contributes", "properties"]);
const NAME = "Cloze";

/**
 * What the three files should hold.
 * @returns {Promise<Record<string, string>>} path → content
 * @throws if package.json names a text that is nowhere
 */
async function composeTexts() {
  const manifest = JSON.parse(await readFile(join(root, files.manifest), "utf8"));
  const known = JSON.parse(await readFile(join(root, files.nls), "utf8").catch(ifMissing("{}")));
  /** @type {Record<string, string>} */
  const nls = {};
  for (const part of ["contributes", "capabilities"]) manifest[part] = keyed(manifest[part], [part], known, nls);
  const bundle = await l10n.getL10nJson(await sources(join(root, "src")));
  return {
    [files.manifest]: await formatted(manifest, files.manifest),
    [files.nls]: await formatted(nls, files.nls),
    [files.bundle]: await formatted(sorted(bundle), files.bundle),
  };
}

/**
 * The value with `%key%` in place of each text; texts go to `nls`.
 * @param {any} value @param {string[]} path @param {Record<string, string>} known @param {Record<string, string>} nls
 * @returns {any}
 */
function keyed(value, path, known, nls) {
  if (Array.isArray(value)) {
    return value.map((item, at) => keyed(item, [...path, String(item.id ?? item.command ?? at)], known, nls));
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, keyed(each, [...path, key], known, nls)]),
    );
  }
  const isRead = READ.has(path.at(-1) ?? "") || READ.has(path.at(-2) ?? "");
  if (typeof value !== "string" || !isRead || value === NAME) return value;
  const key = path.filter((part) => !PLAIN.has(part)).join(".").replaceAll("cloze.", ""); // prettier-ignore
  const given = /^%(.+)%$/.exec(value)?.[1];
  const text = given === undefined ? value : known[given];
  if (text === undefined) throw new Error(`package.json names the text ${value}, which is not in ${files.nls}.`);
  nls[key] = text;
  return `%${key}%`;
}

/** @param {string} folder @returns {Promise<{ extension: ".ts", contents: string }[]>} */
async function sources(folder) {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".ts")).sort();
  return Promise.all(
    names.map(async (name) => ({ extension: ".ts", contents: await readFile(join(folder, name), "utf8") })),
  );
}

/** @param {Record<string, unknown>} texts */
function sorted(texts) {
  return Object.fromEntries(Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** @param {unknown} value @param {string} name */
async function formatted(value, name) {
  const options = await prettier.resolveConfig(join(root, name));
  return prettier.format(JSON.stringify(value, null, 2), { ...options, filepath: name });
}

/** @param {string} content @returns {(error: NodeJS.ErrnoException) => string} */
function ifMissing(content) {
  return (error) => {
    if (error.code === "ENOENT") return content;
    throw error;
  };
}

const isCheck = process.argv.includes("--check");
for (const [name, content] of Object.entries(await composeTexts())) {
  if (!isCheck) await writeFile(join(root, name), content);
  else if ((await readFile(join(root, name), "utf8")) !== content) {
    console.error(`${name} is out of date: run \`npm run l10n\`.`);
    process.exitCode = 1;
  }
}
