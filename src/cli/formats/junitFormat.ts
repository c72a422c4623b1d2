import type { FileFindings } from "../locatedFindings.js";

/** What XML 1.0 has no way to write. */
const UNWRITABLE = /[\p{Cs}\uFFFE\uFFFF]|(?![\t\n\r])\p{Cc}/gu;

/**
 * A report as JUnit writes it, which every CI reads: a suite for each file, a failed test for each finding, and one that passes for a file
 * without any.
 */
export function junitReport(files: readonly FileFindings[]): string {
  const failures = files.reduce((sum, { findings }) => sum + findings.length, 0);
  const tests = files.reduce((sum, { findings }) => sum + Math.max(1, findings.length), 0);
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<testsuites name="cloze" tests="${String(tests)}" failures="${String(failures)}">`,
    ...files.flatMap(suite),
    `</testsuites>`,
    "",
  ].join("\n");
}

function suite({ file, findings }: FileFindings): string[] {
  const name = attribute(file);
  const tests = findings.map(({ finding, region, excerpt, cell }) => {
    const place = `${cell === undefined ? "" : `cell ${String(cell)}, `}line ${String(region.start.line)}, column ${String(region.start.column)}`; // prettier-ignore
    return [
      `    <testcase classname=${name} name=${attribute(`${place}: ${finding.kind}`)}>`,
      `      <failure type=${attribute(finding.kind)} message=${attribute(finding.message)}>${escaped(excerpt)}</failure>`,
      `    </testcase>`,
    ].join("\n");
  });
  const clean = [`    <testcase classname=${name} name="no findings"/>`];
  return [
    `  <testsuite name=${name} tests="${String(Math.max(1, tests.length))}" failures="${String(tests.length)}">`,
    ...(tests.length > 0 ? tests : clean),
    `  </testsuite>`,
  ];
}

function attribute(text: string): string {
  return `"${escaped(text).replaceAll('"', "&quot;").replaceAll("\n", "&#10;").replaceAll("\r", "&#13;").replaceAll("\t", "&#9;")}"`;
}

function escaped(text: string): string {
  return text.replace(UNWRITABLE, "\uFFFD").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
