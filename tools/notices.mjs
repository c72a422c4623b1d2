// Writes THIRD_PARTY_NOTICES: the licences of the npm packages that ship, in the bundles or beside them.
// `--check` writes nothing and fails if the file is out of date or a licence is not on the list.
import { readFile, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import * as esbuild from "esbuild";
import checker from "license-checker-rseidelsohn";
import { messageOf } from "./run.mjs";
import { bundles, unbundled } from "./bundles.mjs";

const root = resolve(fileURLToPath(import.meta.url), "../..");
const file = join(root, "THIRD_PARTY_NOTICES");

/** Licences that let us ship the package under ours, as SPDX names them. */
const ACCEPTED = ["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0", "ISC", "MIT", "Unlicense"];

/** Who holds the rights, for packages whose `author` is the person who published them. */
const HOLDERS = Object.fromEntries(unbundled.map((name) => [name, "Microsoft Corporation"]));

const HEADER = `Cloze ships with the npm packages below, each under its own licence.
The models in model/ are fine-tuned from sentence-transformers/all-MiniLM-L6-v2 and sentence-transformers/all-mpnet-base-v2
(Apache-2.0, of microsoft/mpnet-base, MIT, Copyright (c) Microsoft Corporation; the text of the first licence stands
below, under @huggingface/tokenizers). The lemmas in model/lexicon.txt come from LemmInflect (MIT, Copyright (c) 2019
Brad Jascob). What else it was trained on is named in model/README.md.
The library in onnxruntime-node and onnxruntime-web has components of its own, whose notices are in its repository:
https://github.com/microsoft/onnxruntime/blob/v1.30.0/ThirdPartyNotices.txt
Its telemetry is switched off before it is loaded; on Windows the events that it writes to the system's own tracing (ETW)
remain: https://github.com/microsoft/onnxruntime/blob/v1.30.0/docs/Privacy.md
Written by \`npm run notices\`.
`;

/** The terms without the copyright line, for packages that name the MIT licence but carry no copy of it. */
const MIT_TERMS = (await readFile(join(root, "LICENSE"), "utf8")).split("\n").slice(4).join("\n");

/** @returns {Promise<Set<string>>} folders of node_modules that esbuild takes code from, and those that ship whole */
async function shippedFolders() {
  const folders = new Set(unbundled.map((name) => join(root, "node_modules", name)));
  for (const options of bundles) {
    const built = await esbuild.build({ ...options, write: false, metafile: true, logLevel: "error" });
    for (const path of Object.keys(built.metafile.inputs)) {
      const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path);
      if (found?.[1]) folders.add(resolve(root, found[1]));
    }
  }
  return folders;
}

/** @returns {Promise<string>} the whole file @throws if a licence is not accepted or has no text */
async function compose() {
  const folders = await shippedFolders();
  const found = await promisify(checker.init)({ start: root, customFormat: { licenseText: "" } });
  const packages = Object.entries(found).filter(([, entry]) => folders.has(entry.path ?? ""));
  if (packages.length < folders.size) throw new Error("Some shipped packages have no licence record: run `npm ci`.");
  const parts = packages.map(([name, entry]) => {
    if (!ACCEPTED.includes(String(entry.licenses))) {
      throw new Error(`${name} has the licence ${String(entry.licenses)}, which is not accepted.`);
    }
    return `${name} (${entry.licenses})\n${entry.repository ?? ""}\n\n${termsOf(name, entry)}\n`;
  });
  return [HEADER, ...parts].join(`\n${"-".repeat(80)}\n\n`);
}

/** @param {string} name @param {import("license-checker-rseidelsohn").ModuleInfo} entry */
function termsOf(name, { licenses, licenseFile, licenseText = "", publisher }) {
  // Where a package has no licence file the checker takes its README.
  if (/^(licen[cs]e|copying)/i.test(basename(licenseFile ?? ""))) return licenseText.replaceAll("\r\n", "\n").trim();
  if (licenses === "MIT") {
    const holder = HOLDERS[name.replace(/@[^@]*$/, "")] ?? publisher ?? `the authors of ${name}`;
    return `Copyright (c) ${holder}\n\n${MIT_TERMS.trim()}`;
  }
  throw new Error(`${name} (${licenses}) carries no licence text.`);
}

try {
  const notices = await compose();
  if (!process.argv.includes("--check")) await writeFile(file, notices);
  else if ((await readFile(file, "utf8").catch(() => "")) !== notices) {
    throw new Error("THIRD_PARTY_NOTICES is out of date: run `npm run notices`.");
  }
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
