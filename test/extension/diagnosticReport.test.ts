import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { diagnosticReport, type ReportFacts } from "../../src/extension/diagnosticReport.js";

const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
  contributes: { configuration: { properties: ReportFacts["schemas"] } };
};
const { properties } = manifest.contributes.configuration;

const facts: ReportFacts = {
  schemas: Object.fromEntries(Object.entries(properties).map(([key, schema]) => [key.replace("cloze.", ""), schema])),
  version: "0.1.0",
  editor: "Code 1.99.3",
  remote: undefined,
  trusted: true,
  settings: {},
  server: {
    node: "v20.20.0",
    platform: "linux-x64",
    state: { state: "ready" },
    model: "0123456789ab",
    documents: 2,
    findings: 7,
    waiting: 0,
    memory: 181_400_000,
  },
  status: "Cloze: 7 findings.",
  languageId: "markdown",
};

test("a report has versions, model, state and counts", () => {
  expect(diagnosticReport(facts).split("\n")).toEqual([
    "### Cloze diagnostic report",
    "",
    "- Cloze: 0.1.0",
    "- Editor: Code 1.99.3",
    "- Workspace: trusted",
    "- Status: Cloze: 7 findings.",
    "- Language of the file: markdown",
    "- Server: Node v20.20.0, linux-x64",
    "- Model: 0123456789ab",
    "- State: ready",
    "- Documents: 2, with 7 findings",
    "- Waiting sentences: 0",
    "- Memory: 181 MB",
    "",
    "All settings are the defaults.",
    "",
    "",
  ]);
});

test("what the writer wrote into settings is counted, not copied", () => {
  const settings = {
    sensitivity: "strict",
    threads: 2,
    categories: { spelling: false },
    words: ["Hildegard", "Zephyrium"],
    ignoredPairs: [{ original: "Hildegard", fix: "Hilda" }],
    modelPath: "hildegard",
    dialect: "hildegard",
    severity: { spelling: "hint", hildegard: "error" },
    languages: { hildegard: "off" },
    notes: { of: "Hildegard Zephyrium" },
  };
  const report = diagnosticReport({ ...facts, settings });
  expect(report).not.toMatch(/hild|zeph/i);
  expect(report.split("\n").filter((line) => line.startsWith("- `"))).toEqual([
    '- `cloze.sensitivity`: "strict"',
    "- `cloze.threads`: 2",
    '- `cloze.categories`: {"spelling":false}',
    "- `cloze.words`: a list of 2",
    "- `cloze.ignoredPairs`: a list of 1",
    "- `cloze.modelPath`: a text of its own",
    "- `cloze.dialect`: a text of its own",
    "- `cloze.severity`: an object of 2",
    "- `cloze.languages`: an object of 1",
    "- `cloze.notes`: an object of 1",
  ]);
});

test("a server that does not answer is told", () => {
  const report = diagnosticReport({ ...facts, server: undefined, remote: "ssh-remote", trusted: false });
  expect(report).toContain("- Server: does not answer");
  expect(report).toContain("- Editor: Code 1.99.3, remote (ssh-remote)");
  expect(report).toContain("- Workspace: restricted");
});
