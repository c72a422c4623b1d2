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
import { mapAhead } from "./mapAhead.js";
import type { OpenFile } from "./openFile.js";
import { type Listener, openFiles } from "./openFiles.js";
import type { CheckOptions } from "./options.js";
import { complain } from "./output.js";
import { createProgress, type Progress } from "./progress.js";
import { createReporter, tellLeft, withSummary } from "./reporter.js";
import { createSelection, type Selection } from "./selection.js";

/** What is found is compared with this commit, as git names it. */
type Options = CheckOptions & { readonly commit: string | undefined };

/** UTF-16 code units of text that files under way may have before another one is begun: what is made of a text is a hundred times its size. */
const MOST_TEXT = 500_000;

/**
 * `cloze check`: checks files and tells in their order what was found, and with `--fix` what was changed and what was left.
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
  const progress = createProgress(process.stderr);
  let failures = 0;
  const listener: Listener = {
    fail(message) {
      complain(message);
      failures++;
    },
    note: complain,
    expect: (files) => progress.expect(files),
  };
  let hasFindings = false;
  let loaded: Promise<{ readonly model: LoadedModel; readonly checker: Checker }> | undefined;
  const load = async (): Promise<{ readonly model: LoadedModel; readonly checker: Checker }> => {
    const model = await open();
    return { model, checker: createChecker(model) };
  };
  const names = options.files.length > 0 ? options.files : ["-"];
  const files = openFiles(names, createFileSettings(options, complain), listener);
  const look = async (file: OpenFile): Promise<Looked> => {
    const { checker } = await (loaded ??= load());
    return { file, checker, found: await findingsOf(file, checker, options, progress) };
  };
  try {
    for await (const looked of mapAhead(files, look, (underWay) => mayBegin(underWay, options))) {
      const one = await finish(looked, options, selection, listener);
      hasFindings ||= one.findings.some(({ length }) => length > 0);
      progress.fileDone(one.file.file);
      await reporter.file(one);
    }
  } finally {
    progress.end();
  }
  await reporter.end((await loaded)?.model.manifest.sha256);
  tellLeft(selection.left);
  if (failures > 0) return FAILED;
  return hasFindings && !options.writeBaseline ? FINDINGS : CLEAN;
}

/** One file more than the model has threads, so that none waits; but with `--fix` a file that is named twice is fixed before it is read again. */
function mayBegin(underWay: readonly OpenFile[], { fix, threads }: Options): boolean {
  const text = underWay.reduce((sum, { documents }) => documents.reduce((own, one) => own + one.text.length, sum), 0);
  return !fix && underWay.length <= threads && text < MOST_TEXT;
}

/** A file in which the model has looked for mistakes. */
interface Looked {
  readonly file: OpenFile;
  readonly checker: Checker;
  /** In each of its documents; `undefined` if nothing of it has changed. */
  readonly found: readonly Found[] | undefined;
}

async function findingsOf(
  file: OpenFile,
  checker: Checker,
  { commit, context }: Options,
  progress: Progress,
): Promise<Found[] | undefined> {
  const baseline = commit === undefined ? undefined : await baselineFor(file, checker, commit);
  if (baseline === "everything") return undefined;
  const contextOf = baseline ? contextsBy(baseline) : await contextsOf(file, context, checker);
  const found: Found[] = [];
  for (const { text } of file.documents) found.push(await findingsIn(text, file, checker, contextOf, progress));
  return found;
}

/** What is done one file after the other: what is told, and what is written. */
async function finish(
  { file, checker, found }: Looked,
  options: Options,
  selection: Selection,
  listener: Listener,
): Promise<CheckedFile> {
  if (!found) return { file, findings: file.documents.map(() => []), fixed: undefined };
  for (const { unchecked, slow } of found) {
    if (unchecked > 0) listener.fail(`${file.file}: ${String(unchecked)} sentences were left out.`);
    if (slow > 0) listener.fail(`${file.file}: what takes longer than a second to be read was left out (paragraphs: ${String(slow)}).`); // prettier-ignore
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
