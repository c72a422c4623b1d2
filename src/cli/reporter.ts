import { type CheckedFile, fileReport, linesOf, nameOf } from "./fileReport.js";
import { githubAnnotation } from "./formats/githubFormat.js";
import { type FileFindings, junitReport } from "./formats/junitFormat.js";
import { sarifReport } from "./formats/sarifFormat.js";
import { counted, describeFully, describeTotal } from "./formats/textFormat.js";
import type { CheckOptions } from "./options.js";
import { complain, json, tell, write, writeLine } from "./output.js";
import { VERSION } from "./version.js";

/** Tells what was found in the form that was asked for. */
export interface Reporter {
  /** Each file when it is checked. */
  file(checked: CheckedFile): Promise<void>;
  /**
   * All of them in the end.
   * @param left findings that are not told for want of room
   * @param model SHA-256 of its manifest; `undefined` if none was needed
   */
  end(all: readonly CheckedFile[], left: number, model: string | undefined): Promise<void>;
}

type ReportOptions = Pick<CheckOptions, "format" | "fix" | "files" | "color" | "writeBaseline">;

export function createReporter(options: ReportOptions): Reporter {
  const { format, fix } = options;
  if (options.writeBaseline) return { file: nothing, end: nothing };
  const isTerminal = process.stdout.isTTY;
  // Standard output is for the text that was piped through.
  const isPiped = fix && (options.files.length === 0 || options.files.includes("-"));
  switch (format === "text" ? (isTerminal && !fix ? "full" : "concise") : format) {
    case "concise":
      return conciseReporter(isPiped);
    case "full":
      return fullReporter(isColoured(options.color, isTerminal));
    case "github":
      return lineByLine(async ({ file, findings }) => {
        for (const one of findings.flat()) await writeLine(githubAnnotation(file.file, one));
      });
    case "json":
      return atEnd((all) => `${json(all.map(fileReport), 2)}\n`, isPiped);
    case "junit":
      return atEnd((all) => junitReport(all.map(findingsOf)), isPiped);
    case "sarif":
      return atEnd((all, model) => {
        const log = sarifReport(all.map(findingsOf), { version: VERSION, model: model ?? "", folder: process.cwd() });
        return `${json(log, 2)}\n`;
      }, isPiped);
    default:
      throw new Error(`Unknown format: ${format}`);
  }
}

const nothing = (): Promise<void> => Promise.resolve();

function tellLeft(left: number): void {
  if (left > 0) complain(`${counted(left, "finding")} more: --max-findings leaves them out.`);
}

function lineByLine(file: Reporter["file"]): Reporter {
  return {
    file,
    end(_all, left) {
      tellLeft(left);
      return nothing();
    },
  };
}

function atEnd(whole: (all: readonly CheckedFile[], model: string | undefined) => string, isPiped: boolean): Reporter {
  return {
    file: nothing,
    async end(all, left, model) {
      if (!isPiped) await write(whole(all, model));
      tellLeft(left);
    },
  };
}

function conciseReporter(isPiped: boolean): Reporter {
  return lineByLine(async (checked) => {
    for (const line of linesOf(checked)) {
      if (isPiped) tell(line);
      else await writeLine(line);
    }
  });
}

function fullReporter(hasColour: boolean): Reporter {
  return {
    async file({ file, findings }) {
      for (const one of findings.flat())
        for (const line of describeFully(nameOf(file.file, one.cell), one, hasColour)) await write(`${line}\n`);
    },
    end(all, left) {
      const counts = all.map(({ findings }) => findings.flat().length).filter((count) => count > 0);
      if (counts.length > 0) complain(describeTotal(counts.reduce((a, b) => a + b), counts.length, all.length)); // prettier-ignore
      tellLeft(left);
      return nothing();
    },
  };
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
