import { removeUnfinished } from "../files/writeWhole.js";
import type { Checker } from "../grammar/checker.js";
import type { Finding } from "../grammar/findings.js";
import { findingsIn, type Found } from "./findings.js";
import { fixInPasses, type FixedText } from "./multipassFix.js";
import type { OpenFile } from "./openFile.js";

/** A document after `--fix`. */
export interface FixedDocument extends FixedText {
  /** What stands in its text now and was not changed. */
  readonly left: readonly Finding[];
}

/**
 * Makes the fixes of a file's documents and writes the file.
 * @param found in each document
 * @throws FileProblem, and the file is as it was then
 */
export async function fixFile(file: OpenFile, found: readonly Found[], checker: Checker): Promise<FixedDocument[]> {
  const { documents, parser, settings } = file;
  const checked = documents.map(({ text }, at) => ({ text, ...found[at]! }));
  const fixed = await fixInPasses(checked, checker, parser, settings.policy);
  const edits = fixed.map((one) => one.edits);
  if (file.file === "-" || edits.some(({ length }) => length > 0)) await leavingNoHalves(() => file.write(edits));
  const result: FixedDocument[] = [];
  for (const [at, one] of fixed.entries()) {
    const { findings, circumstances } = found[at]!;
    // What shows only now is told and left: a second look is wrong more often than a first (`multipassFix.ts`).
    const isAsBefore = one.edits.length === 0;
    const left = isAsBefore ? findings : (await findingsIn(one.text, file, checker, circumstances.contextOf)).findings;
    result.push({ ...one, left });
  }
  return result;
}

/** Nothing was changed. */
export function unfixed({ documents }: OpenFile, found: readonly Found[]): FixedDocument[] {
  return documents.map(({ text }, at) => ({ text, edits: [], left: found[at]!.findings }));
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Ends as a signal wants it to, but not before what is half-written is gone. Else signals end the process at once, whatever it is at. */
async function leavingNoHalves(work: () => Promise<void>): Promise<void> {
  const end = (signal: NodeJS.Signals): void => {
    removeUnfinished();
    for (const one of SIGNALS) process.removeListener(one, end);
    process.kill(process.pid, signal);
  };
  for (const signal of SIGNALS) process.on(signal, end);
  try {
    await work();
  } finally {
    for (const signal of SIGNALS) process.removeListener(signal, end);
  }
}
