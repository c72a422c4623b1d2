// `npm run test:quick`: types, lint, format and tests of what has changed since the last commit, or with `-- REF` since that one. For the time
// between two looks at the code; before a commit counts `npm run check`, and `npm test` has everything.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { passes } from "./run.mjs";

const root = resolve(fileURLToPath(import.meta.url), "../..");
const [ref = "HEAD"] = process.argv.slice(2);

/** Tests that nearly every change reaches and that take longest: they try many texts, or the model that ships on many sentences. */
const THOROUGH = ["conventions/linearPatterns", "fuzz/fuzz", "golden/parity", "golden/quality", "grammar/anySize", "server/checking/starved", "server/lsp/connectionEnds"]; // prettier-ignore

const changed = changedSince(ref);
const scripts = changed.filter((path) => /\.(?:[cm]?[jt]s)$/u.test(path));
/** What tests are or import: a change of the manifest or of the configuration would run them all. */
const imported = scripts.filter((path) => /^(?:src|test)\/(?!e2e\/).*\.ts$/u.test(path));
const python = pythonTests(changed);
const interpreter = join(root, ".venv/bin/python");

/** Name, files and command; those without a file to look at are left out. @type {[name: string, files: string[], command: string[]][]} */
const steps = [
  ["types", scripts, ["npx", "tsc"]],
  ["types of e2e", scripts.filter((path) => path.startsWith("test/e2e/")), ["npx", "tsc", "-p", "test/e2e"]],
  [
    "types of tools",
    scripts.filter((path) => path.endsWith(".mjs") && !path.startsWith("bench/")),
    ["npx", "tsc", "-p", "tools"],
  ],
  ["types of bench", scripts.filter((path) => path.startsWith("bench/")), ["npx", "tsc", "-p", "bench"]],
  ["lint", scripts, ["npx", "eslint", ...scripts]],
  ["format", changed, ["npx", "prettier", "--check", "--ignore-unknown", ...changed]],
  ["tests", imported, ["npx", "vitest", "related", "--run", ...imported, "--passWithNoTests", ...THOROUGH.flatMap((name) => ["--exclude", `test/${name}.test.ts`])]], // prettier-ignore
  ["python", python, [interpreter, "-m", "pytest", "-q", ...python]],
];

const broken = [];
for (const [name, files, command] of steps)
  if (files.length > 0 && !(await passes(name, command, root))) broken.push(name);
console.log(broken.length > 0 ? `Failed: ${broken.join(", ")}` : `All well with ${changed.length} changed files.`);
process.exitCode = broken.length > 0 ? 1 : 0;

/** @param {string} since a commit @returns {string[]} paths of files that are there and differ from it, new ones too */
function changedSince(since) {
  const git = (/** @type {string[]} */ ...args) =>
    execFileSync("git", args, { cwd: root, encoding: "utf8" }).split("\n").filter(Boolean);
  const paths = [...git("diff", "--name-only", "--diff-filter=d", since), ...git("ls-files", "--others", "--exclude-standard")]; // prettier-ignore
  return [...new Set(paths)];
}

/** @param {string[]} paths @returns {string[]} the tests named after scripts and modules that changed, and those that changed themselves, but for such as train */
function pythonTests(paths) {
  const names = paths.flatMap(
    (path) => /^(?:scripts\/(?:.*\/)?|test\/scripts\/test_)(\w+)\.py$/u.exec(path)?.[1] ?? [],
  );
  return [...new Set(names)]
    .map((name) => `test/scripts/test_${name}.py`)
    .filter((path) => existsSync(join(root, path)) && !readFileSync(join(root, path), "utf8").includes("tiny_run"));
}
