import { FileProblem } from "../files/fileProblem.js";
import { type Checker, createChecker } from "../grammar/checker.js";
import type { LoadedModel } from "../inference/node/loadModel.js";
import { contextsOf } from "./contexts.js";
import { type CheckedFile, fileReport, type FileReport, linesOf, summaryOf } from "./fileReport.js";
import { createFileSettings } from "./fileSettings.js";
import { findingsIn, type Found } from "./findings.js";
import { type FixedDocument, fixFile, unfixed } from "./fixFile.js";
import { isReported } from "./formatters.js";
import type { OpenFile } from "./openFile.js";
import { type Listener, openFiles } from "./openFiles.js";
import type { CheckOptions } from "./options.js";
import { complain, json, tell, write, writeLine } from "./output.js";
import { CLEAN, FAILED, FINDINGS } from "./exitStatus.js";

/**
 * `cloze check`: checks files one after the other and tells what was found, and with `--fix` what was changed and what was left.
 * @param open loads the model
 * @returns the exit status
 */
export async function checkFiles(open: () => Promise<LoadedModel>, options: CheckOptions): Promise<number> {
  const names = options.files.length > 0 ? options.files : ["-"];
  // Standard output is for the text that was piped through.
  const isPiped = options.fix && names.includes("-");
  let failures = 0;
  const listener: Listener = {
    fail(message) {
      complain(message);
      failures++;
    },
    note: complain,
  };
  const reports: FileReport[] = [];
  let checker: Checker | undefined;
  for await (const file of openFiles(names, createFileSettings(options, complain), listener)) {
    checker ??= createChecker(await open());
    const checked = await checkFile(file, checker, options, listener);
    reports.push(fileReport(checked));
    if (options.format === "text") for (const line of linesOf(checked)) await (isPiped ? tell(line) : writeLine(line));
  }
  if (options.format === "json" && !isPiped) await write(`${json(reports, 2)}\n`);
  if (options.fix) for (const line of summaryOf(reports)) complain(line);
  if (failures > 0) return FAILED;
  return reports.some(({ findings }) => findings.length > 0) ? FINDINGS : CLEAN;
}

async function checkFile(
  file: OpenFile,
  checker: Checker,
  options: CheckOptions,
  listener: Listener,
): Promise<CheckedFile> {
  const contextOf = await contextsOf(file, options.context, checker);
  const found: Found[] = [];
  for (const { text } of file.documents) {
    const one = await findingsIn(text, file, checker, contextOf);
    found.push(one);
    if (one.unchecked > 0) listener.fail(`${file.file}: ${String(one.unchecked)} sentences were left out.`);
    if (one.slow > 0) listener.fail(`${file.file}: what takes longer than a second to be read was left out (paragraphs: ${String(one.slow)}).`); // prettier-ignore
  }
  const fixed = options.fix ? await fixOrTell(file, found, checker, listener) : undefined;
  const isShown = isReported(options);
  return {
    file,
    findings: found.map(({ findings }) => findings.filter(isShown)),
    fixed: fixed?.map((one) => ({ ...one, left: one.left.filter(isShown) })),
  };
}

/** @returns what became of each document, as it is where the file could not be written */
async function fixOrTell(
  file: OpenFile,
  found: readonly Found[],
  checker: Checker,
  listener: Listener,
): Promise<FixedDocument[]> {
  try {
    return await fixFile(file, found, checker);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    listener.fail(error.message);
    return unfixed(file, found);
  }
}
