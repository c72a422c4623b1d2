// A folder such as people have, and such as nobody should have.
import { execFileSync } from "node:child_process";
import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const NAMES = [
  "notes",
  "a b",
  "100% done",
  "#1",
  "ünïcödé",
  "-rf",
  "é\u0301",
  "漢字",
  "[x]",
  "a'b",
  "con",
  "…",
  "$HOME",
  "a&b;c",
];
const ENDS = ["md", "mdx", "qmd", "Rmd", "tex", "rst", "html", "adoc", "org", "typ", "txt"];
const CONFIGURATIONS = [
  "{}",
  "{",
  "[]",
  "\0",
  '{ "words": ["recieve"] }',
  '{ "ignoredFiles": ["**/x"] }',
  '{ "languages": { "html": "off" } }',
];

/**
 * @param {string} folder is made
 * @param {string} neighbour a folder that links lead to, and that is nobody's business
 * @param {{ random: object, languages: readonly string[], firstText: (random: object) => string }} from one language for each of `ENDS`
 * @returns {Promise<{ uri: string, languageId: string, text: string }[]>} the documents in it
 */
export async function createProject(folder, neighbour, { random, languages, firstText }) {
  await mkdir(folder);
  git(folder, "init", "-q");
  const documents = [];
  for (const [index, languageId] of languages.entries()) {
    const depth = random.below(3);
    const path = join(folder, ...Array.from({ length: depth }, () => random.pick(NAMES)), `${random.pick(NAMES)} ${index}.${ENDS[index]}`); // prettier-ignore
    const text = firstText(random);
    await put(path, text);
    documents.push({ uri: pathToFileURL(path).href, languageId, text });
  }
  await put(join(folder, "image.md"), Buffer.from(Array.from({ length: 5_000 }, () => random.below(256))));
  await put(join(folder, ".cloze.json"), random.pick(CONFIGURATIONS));
  await put(join(folder, ".cloze-words.txt"), random.pick(["", "throws\n", "\0\xff\n", "a\n".repeat(10_000)]));
  await symlink(neighbour, join(folder, "neighbour"));
  await symlink(join(neighbour, "own.md"), join(folder, "theirs.md"));
  await symlink(folder, join(folder, "itself"));
  await symlink("nowhere", join(folder, "dangling.md"));
  commitAll(folder, "Begin");
  const nested = join(folder, "nested");
  await put(join(nested, "README.md"), firstText(random));
  git(nested, "init", "-q");
  commitAll(nested, "Begin");
  git(folder, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", nested, "module");
  const gone = documents.splice(random.below(documents.length), 1)[0];
  commitAll(folder, "Add a module");
  await rm(new URL(gone.uri));
  return documents;
}

function commitAll(folder, message) {
  git(folder, "add", "-A");
  git(folder, "-c", "user.name=W", "-c", "user.email=w@example.org", "commit", "-qm", message);
}

function git(folder, ...args) {
  execFileSync("git", args, { cwd: folder, stdio: ["ignore", "ignore", "ignore"] });
}

async function put(path, content) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}
