import Ajv from "ajv";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Log } from "sarif";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { KIND_NAMES } from "../../src/grammar/kinds/kinds.js";
import { mistake, sound } from "../mistakes/mistakes.js";
import { cloze, PATIENCE } from "./runCloze.js";

const json = (name: string): object => JSON.parse(readFileSync(createRequire(import.meta.url).resolve(name), "utf8")) as object; // prettier-ignore
const ajv = new Ajv({ schemaId: "auto", format: "full", allErrors: true });
// What the schema is written in.
ajv.addMetaSchema(json("ajv/lib/refs/json-schema-draft-04.json"));
const validate = ajv.compile(json("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"));

/** What the schema of SARIF 2.1.0 has against a log. */
function faults(log: object): string[] {
  void validate(log);
  return (validate.errors ?? []).map(({ dataPath, message }) => `${dataPath} ${message!}`);
}

const [WRONG, OTHER, REMOVED] = [mistake("agreement"), mistake("agreement", 1), mistake("extraWord")];
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cloze-sarif-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): void {
  mkdirSync(join(folder, name, ".."), { recursive: true });
  writeFileSync(join(folder, name), text);
}

/** What `cloze check` reports, which must be valid: texts of the findings' files, what each fix puts there, the status. */
function check(...args: string[]): { status: number | null; error: string; found: string[] } {
  const { status, out, error } = cloze(["--format", "sarif", ...args], { cwd: folder, input: `${WRONG.source}\n` });
  const log = JSON.parse(out) as Log;
  expect(faults(log)).toEqual([]);
  const found = log.runs[0]!.results!.map(({ locations, fixes }) => {
    const uri = locations![0]!.physicalLocation!.artifactLocation!.uri!;
    return `${uri}: ${fixes?.[0]?.artifactChanges[0]?.replacements[0]?.insertedContent?.text ?? "no fix"}`;
  });
  return { status, error, found };
}

describe("a report that the schema of SARIF 2.1.0 accepts", { timeout: PATIENCE }, () => {
  it("has findings and fixes, and files of any name", () => {
    write("a.md", `${WRONG.source}\n\n${WRONG.source}\n\n${REMOVED.source}\n`);
    write("two words/ü#1%.md", `${OTHER.source}\n`);
    const found = [
      ...[WRONG, WRONG, REMOVED].map(({ fix }) => `a.md: ${fix}`),
      `two%20words/%C3%BC%231%25.md: ${OTHER.fix}`,
    ];
    expect(check(".")).toEqual({ status: 1, error: "", found });
  });

  it("has none", () => {
    write("a.md", `${sound()}\n`);
    expect(check("a.md")).toEqual({ status: 0, error: "", found: [] });
  });

  it("describes its rules and leads to the tool, as code scanning wants it", () => {
    const { driver } = (JSON.parse(cloze(["--format", "sarif", "-"], { input: "" }).out) as Log).runs[0]!.tool;
    const { homepage } = json("../../package.json") as { homepage: string };
    expect(driver.informationUri).toBe(homepage);
    const sentences = driver.rules!.map(({ fullDescription, help }) => {
      // The whole paragraph below the title.
      expect(help!.text).toContain(`\n\n${fullDescription!.text}\n\n`);
      return fullDescription!.text;
    });
    expect(new Set(sentences).size).toBeGreaterThan(KIND_NAMES.length / 2);
  });

  it("has what came after a baseline", () => {
    write("a.md", `${WRONG.source}\n`);
    expect(cloze(["--write-baseline", "known.json", "."], { cwd: folder }).status).toBe(0);
    write("a.md", `${OTHER.source}\n\n${WRONG.source}\n`);
    expect(check("--baseline", "known.json", ".")).toEqual({ status: 1, error: "", found: [`a.md: ${OTHER.fix}`] });
  });

  it("has the files that could be read", () => {
    symlinkSync("nowhere.md", join(folder, "link.md"));
    write("binary.md", "a\0b");
    write("b.md", `${WRONG.source}\n`);
    const { status, error, found } = check("missing.md", "link.md", "binary.md", "b.md");
    expect({ status, found }).toEqual({ status: 2, found: [`b.md: ${WRONG.fix}`] });
    expect(error.match(/(?<=^cloze: )[^:]+/gmu)).toEqual(["missing.md", "link.md", "binary.md"]);
  });

  it("has standard input", () => {
    expect(check("-")).toEqual({ status: 1, error: "", found: [`stdin: ${WRONG.fix}`] });
  });

  it("has a cell of a notebook, whose lines are not the file's", () => {
    const cell = { cell_type: "markdown", metadata: {}, source: [`${WRONG.source}\n`] };
    write("a.ipynb", JSON.stringify({ cells: [cell], metadata: {}, nbformat: 4, nbformat_minor: 5 }));
    expect(check("a.ipynb")).toEqual({ status: 1, error: "", found: ["a.ipynb: no fix"] });
  });
});

it.each<[string, (log: Log) => void, string]>([
  ["no version", (log) => delete (log as Partial<Log>).version, " should have required property 'version'"],
  ["a property of our own", ({ runs }) => Object.assign(runs[0]!.results![0]!, { tier: "sure" }), ".runs[0].results[0] should NOT have additional properties"],
  ["a column 0", ({ runs }) => (runs[0]!.results![0]!.locations![0]!.physicalLocation!.region!.startColumn = 0), ".runs[0].results[0].locations[0].physicalLocation.region.startColumn should be >= 1"],
  ["a blank in an address", ({ runs }) => (runs[0]!.results![0]!.locations![0]!.physicalLocation!.artifactLocation!.uri = "a b.md"), '.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri should match format "uri-reference"'],
])("the schema refuses %s", (_, change, fault) => {
  const log = JSON.parse(cloze(["--format", "sarif", "-"], { input: WRONG.source }).out) as Log;
  change(log);
  expect(faults(log)).toEqual([fault]);
}); // prettier-ignore
