// `npm test`: sets up, then every check and test there is, the quick ones first. All steps run even if one fails;
// the last line has the totals.
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { passes } from "./run.mjs";
import { ensurePackages, ensurePython } from "./setUp.mjs";

const root = resolve(fileURLToPath(import.meta.url), "../..");
const reports = await mkdtemp(join(tmpdir(), "cloze-test-"));
const report = (/** @type {string} */ name) => join(reports, `${name}.xml`);
const vitestReport = (/** @type {string} */ name) => [
  "--reporter=default",
  "--reporter=junit",
  `--outputFile.junit=${report(name)}`,
];

const python = await setUp();

/** Name → command; a step that runs tests leaves its JUnit report under its name. */
const steps = {
  check: ["npm", "run", "--silent", "check"],
  ruff: [python, "-m", "ruff", "check", "scripts", "test"],
  format: [python, "-m", "ruff", "format", "--check", "--quiet", "scripts", "test"],
  build: ["npm", "run", "--silent", "build"],
  unit: ["npx", "vitest", "run", ...vitestReport("unit")],
  python: [python, "-m", "pytest", "-q", "test", `--junitxml=${report("python")}`],
  soak: ["npm", "run", "--silent", "soak", "--", "--minutes", "2"],
  e2e: [process.execPath, "tools/e2e.mjs", ...vitestReport("e2e")],
};
const REPORTING = ["unit", "python", "e2e"];

const broken = [];
for (const [name, command] of Object.entries(steps)) {
  console.log(`\n== ${name}`);
  if (!(await passes(name, command, root))) broken.push(name);
}

const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
for (const name of REPORTING) {
  const xml = await readReport(name);
  const counts = countsIn(xml);
  failures.push(...failuresIn(xml));
  for (const key of Object.keys(total)) total[key] += counts[key];
  // A step that broke before its runner could count is a failure too.
  if (broken.includes(name) && counts.failed === 0) total.failed++;
}
total.failed += broken.filter((name) => !REPORTING.includes(name)).length;
await rm(reports, { recursive: true, force: true });

// Again at the end, where it is seen though only the end of a long log is kept.
for (const failure of failures) console.log(`FAILED ${failure}`);
console.log(broken.length > 0 ? `\nFailed steps: ${broken.join(", ")}` : "\nAll steps passed.");
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = broken.length > 0 ? 1 : 0;

/** @returns the Python to test with; ends the process where something cannot be installed */
async function setUp() {
  try {
    await ensurePackages();
    return await ensurePython();
  } catch (error) {
    console.error(`Could not set up: ${error.message}\n0 passed, 1 failed`);
    process.exit(1);
  }
}

/** @returns {Promise<string>} the JUnit report of a step, empty if there is none */
async function readReport(/** @type {string} */ name) {
  return existsSync(report(name)) ? readFile(report(name), "utf8") : "";
}

/** @param {string} xml a JUnit report */
function countsIn(xml) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const [suite] of xml.matchAll(/<testsuite\s[^>]*>/g)) {
    const number = (/** @type {string} */ name) => Number(new RegExp(`\\s${name}="(\\d+)"`).exec(suite)?.[1] ?? 0);
    const failed = number("failures") + number("errors");
    counts.failed += failed;
    counts.skipped += number("skipped");
    counts.passed += number("tests") - failed - number("skipped");
  }
  return counts;
}

/** @param {string} xml a JUnit report @returns {string[]} a line for each test that failed: file, name and the first line of why */
function failuresIn(xml) {
  const cases = [...xml.matchAll(/<testcase\s([^>]*[^/>])>\s*<(?:failure|error)\s([^>]*)>/g)];
  const attribute = (/** @type {string} */ text, /** @type {string} */ name) =>
    new RegExp(`\\b${name}="([^"]*)"`).exec(text)?.[1]?.split(/\n|&#10;|&#xA;/)[0] ?? "";
  return cases.map(([, test = "", why = ""]) =>
    `${attribute(test, "classname")} > ${attribute(test, "name")}: ${attribute(why, "message")}`
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&quot;", '"')
      .replaceAll("&apos;", "'")
      .replaceAll("&amp;", "&"),
  );
}
