import type { Log } from "sarif";
import { describe, expect, it } from "vitest";
import { githubAnnotation } from "../../src/cli/formats/githubFormat.js";
import { junitReport } from "../../src/cli/formats/junitFormat.js";
import { markdownReport } from "../../src/cli/formats/markdownFormat.js";
import { sarifReport } from "../../src/cli/formats/sarifFormat.js";
import { describeFully } from "../../src/cli/formats/textFormat.js";
import { locate, type LocatedFinding } from "../../src/cli/locatedFindings.js";
import type { Finding } from "../../src/grammar/findings.js";
import { readSentences } from "../grammar/reading.js";

const severity = {
  spelling: "error",
  agreement: "warning",
  wordChoice: "information",
  missingWord: "warning",
  extraWord: "hint",
  punctuation: "warning",
  capitalization: "warning",
} as const;

/** A finding on the first place where the text has the word. */
function found(text: string, word: string, fix: string, category: Finding["category"] = "agreement"): Finding {
  const start = text.indexOf(word);
  const span = { start, end: start + word.length };
  return {
    ...span,
    ...{
      anchor: span,
      operation: "replace",
      original: word,
      category,
      kind: "subject-verb",
      message: `“${word}” → “${fix}”: 100 %, surely`,
    },
    ...{ probability: 0.91234, tier: "sure", context: "draft", competing: [] },
    fixes: [{ text: fix, probability: 0.9, logLikelihood: -1 }],
  } as unknown as Finding;
}

function located(text: string, ...findings: readonly Finding[]): LocatedFinding[] {
  return locate({ text }, findings, readSentences(text), severity);
}

describe("the full report", () => {
  it("marks the words under their line, and says what they become", () => {
    const text = "Fine.\n\nThe\tservers is down.\n";
    const [one] = located(text, found(text, "servers", "server"));
    expect(describeFully("a.md", one!, false)).toEqual([
      "a.md:3:5: subject-verb: “servers” → “server”: 100 %, surely",
      "3 | The servers is down.",
      "  |     ^^^^^^^ server",
      "",
    ]);
  });

  it.each([1, 60, 120, 200])("shows a part of a long line, in which the mark stands right: after %i words", (count) => {
    const text = `${"so ".repeat(count)}we goes on ${"and on ".repeat(30)}\n`;
    const [, line, marks] = describeFully("a", located(text, found(text, "goes", "go"))[0]!, false);
    expect(line!.length).toBeLessThan(112);
    expect(line!.slice(marks!.indexOf("^"), marks!.lastIndexOf("^") + 1)).toBe("goes");
  });

  it("hands a terminal no commands that stand in the text or in a name", () => {
    const text = "It \u001B[2Jgoes \u202Ewrong and go on.\n";
    const lines = describeFully("a\u001B[31m.md", located(text, found(text, "go on", "goes on"))[0]!, false).join("");
    expect(lines).not.toMatch(/[\u001B\u202E]/u);
  });

  it("is coloured on request", () => {
    const text = "They goes.";
    expect(describeFully("a", located(text, found(text, "goes", "go"))[0]!, true).join("")).toContain("\u001B[33m");
  });
});

describe("annotations of GitHub Actions", () => {
  it("name file, place and message, with what would end them written otherwise", () => {
    const text = "One.\n\nThey goes, there.\n";
    expect(githubAnnotation("a,b:c.md", located(text, found(text, "goes", "go"))[0]!)).toBe(
      "::warning file=a%2Cb%3Ac.md,line=3,endLine=3,col=6,endColumn=10,title=Cloze%3A subject-verb::“goes” → “go”: 100 %25, surely",
    );
  });

  it("have no columns where a finding runs over lines, and no lines in a notebook", () => {
    const text = "They\ngoes.\n";
    const [one] = located(text, found(text, "They\ngoes", "They go"));
    expect(githubAnnotation("a.md", one!)).toMatch(/line=1,endLine=2,title/u);
    expect(githubAnnotation("a.ipynb", { ...one!, cell: 4 })).toMatch(/file=a\.ipynb,title=[^:]*::Cell 4, line 1: /u);
  });

  it.each([
    ["spelling", "error"],
    ["wordChoice", "notice"],
    ["extraWord", "notice"],
  ] as const)("a finding of %s is an %s by its severity", (category, command) => {
    const text = "They goes.";
    const [one] = located(text, found(text, "goes", "go", category));
    expect(githubAnnotation("a", one!).startsWith(`::${command} `)).toBe(true);
  });
});

describe("a JUnit report", () => {
  it("has a failed test for each finding, and one that passes for a file without any", () => {
    const text = 'They goes <b> & "on\u0001".';
    const xml = junitReport([
      { file: "a&b.md", findings: located(text, found(text, "goes", "go")) },
      { file: "c.md", findings: [] },
    ]);
    expect(xml).toContain('<testsuites name="cloze" tests="2" failures="1">');
    expect(xml).toContain('<testcase classname="a&amp;b.md" name="line 1, column 6: subject-verb">');
    expect(xml).toContain('>They goes &lt;b&gt; &amp; "on\uFFFD".</failure>');
    expect(xml).toContain('<testcase classname="c.md" name="no findings"/>');
  });
});

describe("a page of Markdown", () => {
  it("has a total and a row for each finding, and nothing that others wrote is markup", () => {
    const text = "One.\n\nThey <b>goes.\n";
    const one = found(text, "goes", "go");
    const page = markdownReport([
      { file: "a_b.md", findings: located(text, { ...one, message: "“a|b” → `<b>`\n* c" }) },
      { file: "c.md", findings: [] },
    ]);
    expect(page.split("\n")).toEqual([
      "## Cloze",
      "",
      "1 finding in 1 of 2 files.",
      "",
      "| place | kind | finding |",
      "| --- | --- | --- |",
      "| a&#95;b.md:3 | subject-verb | “a&#124;b” → &#96;&#60;b&#62;&#96; &#42; c |",
      "",
    ]);
    expect(markdownReport([{ file: "c.md", findings: [] }])).toBe("## Cloze\n\nNo findings in 1 file.\n");
  });
});

describe("a SARIF log", () => {
  const context = { version: "1.2.3", model: "ab12", folder: "/work", pageOf: (kind: string) => `page of ${kind}` };
  const results = (log: Log): NonNullable<Log["runs"][number]["results"]> => log.runs[0]!.results!;

  it("names rule, place, fix and model", () => {
    const text = "One.\n\nThey goes.\n";
    const log = sarifReport(
      [{ file: "/work/do cs/ä.md", findings: located(text, found(text, "goes", "go")) }],
      context,
    );
    const { driver } = log.runs[0]!.tool;
    expect(driver).toMatchObject({ name: "Cloze", version: "1.2.3", properties: { modelSha256: "ab12" } });
    const region = { startLine: 3, startColumn: 6, endLine: 3, endColumn: 10 };
    const [result] = results(log);
    expect(result).toMatchObject({
      ruleId: "subject-verb",
      level: "warning",
      locations: [
        { physicalLocation: { artifactLocation: { uri: "do%20cs/%C3%A4.md", uriBaseId: "%SRCROOT%" }, region } },
      ],
      fixes: [{ artifactChanges: [{ replacements: [{ deletedRegion: region, insertedContent: { text: "go" } }] }] }],
    });
    expect(driver.rules![result!.ruleIndex!]!).toMatchObject({
      id: "subject-verb",
      help: { markdown: "page of subject-verb" },
    });
  });

  it("gives a finding the same fingerprint wherever its sentence stands, and no two the same", () => {
    const fingerprints = (text: string): unknown[] => {
      const all = [...text.matchAll(/goes/gu)].map(({ index }) => {
        const one = found(text, "goes", "go");
        const span = { start: index, end: index + 4 };
        return { ...one, ...span, anchor: span } as Finding;
      });
      return results(sarifReport([{ file: "a", findings: located(text, ...all) }], context)).map(
        ({ partialFingerprints }) => partialFingerprints!["clozeFinding/v1"],
      );
    };
    const before = fingerprints("They goes.\n\nWe goes there.\n");
    expect(new Set(before).size).toBe(2);
    expect(fingerprints("# New\n\nMoved down.\n\nWe goes there.\n\nThey goes.\n")).toEqual([before[1], before[0]]);
    expect(new Set(fingerprints("They goes.\n\nThey goes.\n")).size).toBe(2);
  });
});
