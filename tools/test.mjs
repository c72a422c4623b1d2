// `npm test`: sets up and builds, then every check and test there is. What two cores can do at once runs at once: the tests in Python and the soak
// beside checks and unit tests; then one workbench after the other, beside what needs none of them. All steps run even if one fails; the last line
// has the totals.
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { messageOf } from "./run.mjs";
import { ensurePackages, ensurePython } from "./setUp.mjs";
import { runTogether } from "./together.mjs";

const root = resolve(fileURLToPath(import.meta.url), "../..");
const reports = await mkdtemp(join(tmpdir(), "cloze-test-"));
const report = (/** @type {string} */ name) => join(reports, `${name}.xml`);
const vitestReport = (/** @type {string} */ name) => [
  "--reporter=default",
  "--reporter=junit",
  `--outputFile.junit=${report(name)}`,
];

const python = await setUp();

/** A step that runs tests leaves its JUnit report under its name. */
const check = [
  { name: "check", command: ["npm", "run", "--silent", "check"] },
  { name: "ruff", command: [python, "-m", "ruff", "check", "scripts", "test"] },
  { name: "format", command: [python, "-m", "ruff", "format", "--check", "--quiet", "scripts", "test"] },
];
const build = { name: "build", command: ["npm", "run", "--silent", "build"] };
const unit = { name: "unit", command: ["npx", "vitest", "run", ...vitestReport("unit")] };
const pytest = {
  name: "python",
  command: [python, "-m", "pytest", "-q", "test", `--junitxml=${report("python")}`],
  // The soak looks whether anything here is written.
  env: { PYTHONDONTWRITEBYTECODE: "1" },
};
const soak = { name: "soak", command: ["npm", "run", "--silent", "soak", "--", "--minutes", "2"] };
/** Packages the extension that the tests end to end install, and the workbench that they install it in. */
const prepare = { name: "package", command: [process.execPath, "tools/e2e.mjs", "--prepare"] };
/** Tests end to end without the packaged extension in a workbench; they wait most of their time. */
const ALONE = ["offline", "firstStart", "editors", "steps", "automation"].map((name) => `${name}.e2e.ts`);
const endToEnd = (/** @type {string} */ name, /** @type {string[]} */ ...which) => ({
  name,
  command: ["npx", "vitest", "run", "--config", "test/e2e/vitest.config.ts", ...which, ...vitestReport(name)],
  env: {
    CLOZE_VSIX: join(root, "test/e2e/out/cloze.vsix"),
    CLOZE_UNIVERSAL_VSIX: join(root, "test/e2e/out/cloze-universal.vsix"),
  },
});
const workbench = endToEnd("workbench", ...ALONE.flatMap((name) => ["--exclude", name]));
// A name is looked for within others, too.
const alone = endToEnd("alone", ...ALONE, "--exclude", "hostOffline.e2e.ts");
const REPORTING = ["unit", "python", "workbench", "alone"];

/** Each group begins when the one before has ended. */
const groups = [
  [[build]],
  [
    [...check, unit],
    [pytest, soak],
  ],
  [[prepare]],
  [[workbench], [alone]],
];
/** @type {import("./together.mjs").Broken[]} */
const broken = [];
for (const lanes of groups) broken.push(...(await runTogether(lanes, root)));

const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
const unexplained = [];
for (const name of REPORTING) {
  const xml = await readReport(name);
  const counts = countsIn(xml);
  failures.push(...failuresIn(xml));
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  // A step that broke beside its tests is a failure too.
  if (counts.failed === 0) unexplained.push(...broken.filter((one) => one.name === name));
}
unexplained.push(...broken.filter(({ name }) => !REPORTING.includes(name)));
total.failed += unexplained.length;
await rm(reports, { recursive: true, force: true });

// Again at the end, where it is seen though only the end of a long log is kept.
for (const { name, end } of unexplained) console.log(`\n== the end of ${name}\n${end}`);
for (const failure of failures) console.log(`FAILED ${failure}`);
console.log(broken.length > 0 ? `\nFailed steps: ${broken.map(({ name }) => name).join(", ")}` : "\nAll steps passed.");
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = broken.length > 0 ? 1 : 0;

/** @returns the Python to test with; ends the process where something cannot be installed */
async function setUp() {
  try {
    await ensurePackages();
    return await ensurePython();
  } catch (error) {
    console.error(`Could not set up: ${messageOf(error)}\n0 passed, 1 failed`);
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
