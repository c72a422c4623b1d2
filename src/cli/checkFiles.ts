import { commitOf } from "../configuration/node/committedText.js";
import { FileProblem } from "../files/fileProblem.js";
import { contextsBy } from "../grammar/baseline.js";
import { type Checker, createChecker } from "../grammar/checker.js";
import type { LoadedModel } from "../inference/node/loadModel.js";
import { baselineFor, contextsOf } from "./contexts.js";
import { CLEAN, FAILED, FINDINGS } from "./exitStatus.js";
import type { CheckedFile } from "./fileReport.js";
import { createFileSettings } from "./fileSettings.js";
import { findingsIn, type Found } from "./findings.js";
import { type FixedDocument, fixFile, unfixed } from "./fixFile.js";
import { locate } from "./locatedFindings.js";
import type { OpenFile } from "./openFile.js";
import { type Listener, openFiles } from "./openFiles.js";
import type { CheckOptions } from "./options.js";
import { complain } from "./output.js";
import { createReporter, tellLeft, withSummary } from "./reporter.js";
import { createSelection, type Selection } from "./selection.js";

/** What is found is compared with this commit, as git names it. */
type Options = CheckOptions & { readonly commit: string | undefined };

/**
 * `cloze check`: checks files one after the other and tells what was found, and with `--fix` what was changed and what was left.
 * @param open loads the model
 * @returns the exit status
 */
export async function checkFiles(open: () => Promise<LoadedModel>, given: CheckOptions): Promise<number> {
  const options: Options = {
    ...given,
    commit: given.changedSince ? await commitOf(process.cwd(), given.changedSince) : undefined,
  };
  const selection = await createSelection(options);
  const reporter = options.fix ? withSummary(createReporter(options)) : createReporter(options);
  let failures = 0;
  const listener: Listener = {
    fail(message) {
      complain(message);
      failures++;
    },
    note: complain,
  };
  let hasFindings = false;
  let model: LoadedModel | undefined;
  let checker: Checker | undefined;
  const names = options.files.length > 0 ? options.files : ["-"];
  for await (const file of openFiles(names, createFileSettings(options, complain), listener)) {
    checker ??= createChecker((model = await open()));
    const one = await checkFile(file, checker, options, selection, listener);
    hasFindings ||= one.findings.some(({ length }) => length > 0);
    await reporter.file(one);
  }
  await reporter.end(model?.manifest.sha256);
  tellLeft(selection.left);
  if (failures > 0) return FAILED;
  return hasFindings && !options.writeBaseline ? FINDINGS : CLEAN;
}

async function checkFile(
  file: OpenFile,
  checker: Checker,
  options: Options,
  selection: Selection,
  listener: Listener,
): Promise<CheckedFile> {
  const { commit } = options;
  const baseline = commit === undefined ? undefined : await baselineFor(file, checker, commit);
  // Nothing of it has changed.
  if (baseline === "everything") return { file, findings: file.documents.map(() => []), fixed: undefined };
  const contextOf = baseline ? contextsBy(baseline) : await contextsOf(file, options.context, checker);
  const found: Found[] = [];
  for (const { text } of file.documents) {
    const one = await findingsIn(text, file, checker, contextOf);
    found.push(one);
    if (one.unchecked > 0) listener.fail(`${file.file}: ${String(one.unchecked)} sentences were left out.`);
    if (one.slow > 0) listener.fail(`${file.file}: what takes longer than a second to be read was left out (paragraphs: ${String(one.slow)}).`); // prettier-ignore
  }
  const fixed = options.fix ? await fixOrTell(file, found, checker, listener) : undefined;
  const { severity } = file.settings;
  return {
    file,
    findings: found.map(({ findings, sentences }, at) =>
      selection.take(locate(file.documents[at]!, findings.filter(selection.isWanted), sentences, severity)),
    ),
    fixed: fixed?.map((one) => ({ ...one, left: one.left.filter(selection.isWanted) })),
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
