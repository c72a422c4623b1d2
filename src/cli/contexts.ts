import { committedText } from "../configuration/node/committedText.js";
import { type Baseline, baselineOf, type ContextOf, contextsBy } from "../grammar/baseline.js";
import type { Checker } from "../grammar/checker.js";
import { isNotebook, readNotebook } from "./notebook.js";
import type { OpenFile } from "./openFile.js";
import type { ContextOption } from "./options.js";

type ReadFile = Pick<OpenFile, "file" | "documents" | "parser">;

/** How the sentences of a file are read. */
export async function contextsOf(file: ReadFile, option: ContextOption, checker: Checker): Promise<ContextOf> {
  if (option !== "auto") return contextsBy(option === "draft" ? "nothing" : "everything");
  return contextsBy(await baselineFor(file, checker));
}

/**
 * What of a file is published.
 * @param since the commit that it is compared with; the last one if there is none
 */
export async function baselineFor(
  { file, documents, parser }: ReadFile,
  checker: Checker,
  since?: string,
): Promise<Baseline> {
  const committed = file === "-" ? "untracked" : await committedText(file, undefined, since);
  if (committed === "untracked") return "nothing";
  if (committed === "outside" || committed.text === documents[0]?.text) return "everything";
  const texts = isNotebook(file) ? cellsOf(committed.text) : [committed.text];
  return baselineOf(texts.flatMap((text) => checker.sentencesOf(text, parser)));
}

/** None where what was committed was no notebook yet. */
function cellsOf(text: string): string[] {
  try {
    return readNotebook(text).map((cell) => cell.text);
  } catch {
    // Why it is none is of no interest: the file as it is now was read.
    return [];
  }
}
