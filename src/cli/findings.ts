import type { ContextOf } from "../grammar/baseline.js";
import type { Checker, Circumstances } from "../grammar/checker.js";
import type { Finding } from "../grammar/findings.js";
import type { Sentence } from "../grammar/sentences.js";
import type { OpenFile } from "./openFile.js";
import { createLines, type Progress } from "./progress.js";

/** What was found in a text, and how many of its sentences could not be looked at. */
export interface Found {
  /** Hints, too. */
  readonly findings: Finding[];
  readonly unchecked: number;
  /** Paragraphs that took too long to be read. */
  readonly slow: number;
  /** How its sentences were read. */
  readonly circumstances: Circumstances;
  readonly sentences: readonly Sentence[];
}

/** Sentences between two signs of progress. */
const PORTION = 256;

/**
 * Checks all of a text, however long that takes: nobody waits for anything else meanwhile.
 * @param file that the text is a part of
 */
export async function findingsIn(
  text: string,
  { file, parser, settings }: Pick<OpenFile, "file" | "parser" | "settings">,
  checker: Checker,
  contextOf: ContextOf,
  progress: Progress = createLines(),
): Promise<Found> {
  const { sentences, slow } = checker.read(text, parser);
  for (let done = 0; done < sentences.length; done += PORTION) {
    progress.sentences(file, done, sentences.length);
    await checker.score(sentences.slice(done, done + PORTION), () => false);
  }
  const circumstances = { contextOf, shifts: checker.shiftsOf(sentences, contextOf) };
  const { findings, pending } = checker.report(text, sentences, settings.policy, circumstances);
  return { findings, unchecked: pending.length, slow, circumstances, sentences };
}
