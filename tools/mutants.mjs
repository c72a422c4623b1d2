// `npm run mutants [-- FILE …]`: breaks files of src/ and scripts/ in many small ways, one at a time, and lists the ways that no test of their folder
// notices; by default the files that differ from main. Stryker breaks TypeScript, mutmut Python. Known survivors: test/README.md.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { appendFile, cp, mkdir, rm, symlink } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Stryker } from "@stryker-mutator/core";
import buildBundles from "../test/buildWorker.mjs";
import { run } from "./run.mjs";
import { ensurePython } from "./setUp.mjs";

const root = resolve(fileURLToPath(import.meta.url), "../..");
/** Where both tools lay their copies down. */
const bench = join(root, "build/mutants");

const given = process.argv.slice(2);
const files = given.length > 0 ? given : changedSinceMain();
/** But for the extension, whose tests put another `vscode` in the place of the host's. */
const typescript = files.filter((file) => /^src\/(?!extension\/)[^/]+\/.*\.ts$/u.test(file));
const python = files.filter((file) => /^scripts\/.*\.py$/u.test(file));
if (typescript.length + python.length === 0) console.log("Nothing has changed in src/ or scripts/.");
if (typescript.length > 0) await buildBundles();
for (const folder of new Set(typescript.map((file) => file.split("/")[1])))
  await breakTypeScript(
    typescript.filter((file) => file.startsWith(`src/${folder}/`)),
    `test/${folder}/**/*.test.ts`,
  );
if (python.length > 0) await breakPython(python);

/** @returns {string[]} paths of files that are there and differ from main */
function changedSinceMain() {
  return execFileSync("git", ["diff", "--merge-base", "--name-only", "--diff-filter=d", "main"], {
    cwd: root,
    encoding: "utf8",
  }).split("\n");
}

/** @param {string[]} mutate @param {string} tests those that must notice */
async function breakTypeScript(mutate, tests) {
  await new Stryker({
    mutate,
    testFiles: [tests],
    testRunner: "vitest",
    vitest: { configFile: "tools/mutants.vitest.mjs", related: false },
    coverageAnalysis: "perTest",
    concurrency: 1,
    // What is computed when a module loads would need a process for each mutant.
    ignoreStatic: true,
    // What these break a condition or a call breaks, too; most of the strings are words for people.
    mutator: { excludedMutations: ["ArrayDeclaration", "BlockStatement", "ObjectLiteral", "StringLiteral"] },
    ignorePatterns: ["/build", "/.venv", "/.workbench", "/.vscode-test", "/test/e2e"],
    tempDirName: "build/mutants",
    jsonReporter: { fileName: "build/mutants/report.json" },
    reporters: ["progress-append-only", "clear-text", "json"],
    clearTextReporter: { logTests: false, reportTests: false },
  }).runMutationTest();
}

/** @param {string[]} mutate */
async function breakPython(mutate) {
  const python = await ensurePython();
  const copy = join(bench, "python");
  await rm(copy, { recursive: true, force: true });
  await mkdir(copy, { recursive: true });
  // mutmut takes the package's name from a path that begins with `src`.
  await cp(join(root, "scripts"), join(copy, "src"), { recursive: true });
  await cp(join(root, "test/scripts"), join(copy, "test/scripts"), { recursive: true });
  await cp(join(root, "pyproject.toml"), join(copy, "pyproject.toml"));
  await symlink("src", join(copy, "scripts"));
  await symlink(join(root, "model"), join(copy, "model"));
  const settings = {
    source_paths: ["src"],
    only_mutate: mutate.map((file) => file.replace("scripts/", "src/")),
    pytest_add_cli_args: ["-o", "pythonpath=src test/scripts"],
    pytest_add_cli_args_test_selection: mutate.flatMap(testsOf),
    also_copy: ["scripts", "model"],
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
  await appendFile(join(copy, "pyproject.toml"), `\n[tool.mutmut]\n${lines.join("\n")}\n`);
  await run(python, ["-m", "mutmut", "run", "--max-children", "1"], { cwd: copy });
  await run(python, ["-m", "mutmut", "results"], { cwd: copy });
  console.log(`What a line changes: cd ${copy} && ${python} -m mutmut show NAME`);
}

/** @param {string} file of scripts/ @returns {string[]} the tests that import it and train nothing */
function testsOf(file) {
  const name = file
    .replace(/^scripts\/|(?:\/__init__)?\.py$/gu, "")
    .split("/")
    .slice(0, 2)
    .join(".");
  return readdirSync(join(root, "test/scripts"))
    .filter((test) => test.startsWith("test_"))
    .map((test) => `test/scripts/${test}`)
    .filter((test) => {
      const text = readFileSync(join(root, test), "utf8");
      return (
        new RegExp(String.raw`\b(?:from|import) ${name}\b`, "u").test(text) && !/\b(?:tiny_run|run_step)\b/u.test(text)
      );
    });
}
