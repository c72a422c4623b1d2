import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { writeWhole } from "../files/writeWhole.js";
import type { Kind } from "../grammar/kinds/kinds.js";
import { type CheckedFile, fileReport, linesOf, nameOf, summaryOf } from "./fileReport.js";
import { githubAnnotation } from "./formats/githubFormat.js";
import { junitReport } from "./formats/junitFormat.js";
import { markdownReport } from "./formats/markdownFormat.js";
import { sarifReport } from "./formats/sarifFormat.js";
import { counted, describeFully, describeTotal } from "./formats/textFormat.js";
import type { FileFindings } from "./locatedFindings.js";
import type { CheckOptions, WholeFormat } from "./options.js";
import { complain, json, tell, write, writeLine } from "./output.js";
import { writeBaseline } from "./selection.js";
import { VERSION } from "./version.js";

/** Tells what was found in the form that was asked for, and keeps no more of a file than that needs. */
export interface Reporter {
  /** Each file when it is checked. */
  file(checked: CheckedFile): Promise<void>;
  /** @param model SHA-256 of its manifest; `undefined` if none was needed */
  end(model: string | undefined): Promise<void>;
}

type ReportOptions = Pick<CheckOptions, "format" | "fix" | "files" | "color" | "writeBaseline" | "report">;

export function createReporter(options: ReportOptions): Reporter {
  const { report, writeBaseline: baseline } = options;
  const main = baseline
    ? atEnd(findingsOf, (all) => writeBaseline(baseline, all.flatMap(({ findings }) => findings))) // prettier-ignore
    : outputReporter(options);
  return together([main, ...report.map(({ format, file }) => wholeReporter(format, (text) => writeWhole(file, text)))]);
}

/** Tells it on standard output. */
function outputReporter({ format, fix, files, color }: ReportOptions): Reporter {
  const isTerminal = process.stdout.isTTY;
  // Standard output is for the text that was piped through.
  const isPiped = fix && (files.length === 0 || files.includes("-"));
  switch (format === "text" ? (isTerminal && !fix ? "full" : "concise") : format) {
    case "concise":
      return lineByLine(async (checked) => {
        for (const line of linesOf(checked)) {
          if (isPiped) tell(line);
          else await writeLine(line);
        }
      });
    case "full":
      return fullReporter(isColoured(color, isTerminal));
    case "github":
      return lineByLine(async ({ file, findings }) => {
        for (const one of findings.flat()) await writeLine(githubAnnotation(file.file, one));
      });
    default:
      return wholeReporter(format as WholeFormat, isPiped ? nothing : write);
  }
}

/** Tells it in one piece. */
function wholeReporter(format: WholeFormat, put: (text: string) => Promise<void>): Reporter {
  switch (format) {
    case "json":
      return atEnd(fileReport, (all) => put(`${json(all, 2)}\n`));
    case "junit":
      return atEnd(findingsOf, (all) => put(junitReport(all)));
    case "markdown":
      return atEnd(findingsOf, (all) => put(markdownReport(all)));
    case "sarif":
      return atEnd(findingsOf, (all, model = "") =>
        put(`${json(sarifReport(all, { version: VERSION, model, folder: process.cwd(), pageOf }), 2)}\n`),
      );
    default:
      throw new Error(`Unknown format: ${String(format)}`);
  }
}

function together(reporters: readonly Reporter[]): Reporter {
  return {
    async file(checked) {
      for (const one of reporters) await one.file(checked);
    },
    async end(model) {
      for (const one of reporters) await one.end(model);
    },
  };
}

/** The pages lie beside `dist/`, where this file is bundled to. */
function pageOf(kind: Kind): string {
  return readFileSync(resolve(__dirname, "..", "docs", "kinds", `${kind}.md`), "utf8");
}

/** Says in the end what `--fix` has done, besides what the other one says. */
export function withSummary(reporter: Reporter): Reporter {
  const summary = atEnd(fileReport, (all) => {
    for (const line of summaryOf(all)) complain(line);
    return nothing();
  });
  return together([reporter, summary]);
}

const nothing = (): Promise<void> => Promise.resolve();

function lineByLine(file: Reporter["file"]): Reporter {
  return { file, end: nothing };
}

/** @param of what is kept of a file @param tellAll all of it, in the order of the files */
function atEnd<T>(
  of: (checked: CheckedFile) => T,
  tellAll: (all: readonly T[], model?: string) => Promise<void>,
): Reporter {
  const all: T[] = [];
  return {
    file(checked) {
      all.push(of(checked));
      return nothing();
    },
    end: (model) => tellAll(all, model),
  };
}

function fullReporter(hasColour: boolean): Reporter {
  const counts: number[] = [];
  return {
    async file({ file, findings }) {
      const all = findings.flat();
      counts.push(all.length);
      for (const one of all)
        for (const line of describeFully(nameOf(file.file, one.cell), one, hasColour)) await write(`${line}\n`);
    },
    end() {
      const files = counts.filter((count) => count > 0);
      if (files.length > 0) complain(describeTotal(files.reduce((a, b) => a + b), files.length, counts.length)); // prettier-ignore
      return nothing();
    },
  };
}

/** Says of what was left out for want of room. */
export function tellLeft(left: number): void {
  if (left > 0) complain(`${counted(left, "finding")} more: --max-findings leaves them out.`);
}

function findingsOf({ file, findings }: CheckedFile): FileFindings {
  return { file: file.file, findings: findings.flat() };
}

/** https://no-color.org, and `FORCE_COLOR`, which CI systems set. */
function isColoured(color: CheckOptions["color"], isTerminal: boolean): boolean {
  if (color !== "auto") return color === "always";
  if (process.env["NO_COLOR"]) return false;
  return isTerminal || (process.env["FORCE_COLOR"] ?? "0") !== "0";
}
