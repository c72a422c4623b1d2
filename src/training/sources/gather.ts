import type { Correction, IgnoredFinding, Lessons } from "../contract.js";
import { lessonsOf, type Decision } from "../decisions/decision.js";
import { createGit, gitProblem } from "./git.js";
import { correctionsFromHistory } from "./history.js";
import { proseOf, type Prose } from "./prose.js";
import type { ProseReader } from "../../grammar/proseReader.js";

/** What a writer can switch on and off. */
export const lessonSources = ["prose", "history", "fixes", "ignored", "words"] as const;
type LessonSource = (typeof lessonSources)[number];

/** All that there is to learn from. */
export interface Gathered {
  readonly prose: readonly Prose[];
  /** From the history. */
  readonly history: readonly Correction[];
  /** From remembered decisions. */
  readonly fixes: readonly Correction[];
  readonly ignored: readonly IgnoredFinding[];
  readonly words: readonly string[];
  /** Sentences for the writer, such as that there is no git. */
  readonly notes: readonly string[];
}

interface GatherOptions {
  /** Paths of folders that the writer trusts. */
  readonly folders: readonly string[];
  readonly reader: ProseReader;
  readonly decisions: readonly Decision[];
  /** The dictionaries. */
  readonly words: readonly string[];
  readonly signal: AbortSignal;
}

/** @throws when it is stopped */
export async function gather({ folders, reader, decisions, words, signal }: GatherOptions): Promise<Gathered> {
  const prose: Prose[] = [];
  const history: Correction[] = [];
  const notes = new Set<string>();
  for (const folder of folders) {
    const git = createGit(folder, signal);
    prose.push(await proseOf(folder, reader, signal));
    try {
      history.push(...(await correctionsFromHistory(git, reader, signal)));
    } catch (error) {
      signal.throwIfAborted();
      notes.add(gitProblem(error));
    }
  }
  const { corrections: fixes, ignored } = lessonsOf(decisions);
  return { prose, history, fixes, ignored, words: [...new Set(words)].sort(), notes: [...notes] };
}

/** How much of each source there is. */
interface Counts extends Readonly<Record<LessonSource, number>> {
  /** Files that the prose is from. */
  readonly files: number;
}

export function countsOf({ prose, history, fixes, ignored, words }: Gathered): Counts {
  return {
    prose: prose.reduce((sum, { sentences }) => sum + sentences.length, 0),
    files: prose.reduce((sum, { files }) => sum + files, 0),
    history: history.length,
    fixes: fixes.length,
    ignored: ignored.length,
    words: words.length,
  };
}

/** @param use the sources that are switched on */
export function lessonsFrom(gathered: Gathered, use: readonly LessonSource[]): Lessons {
  const has = (source: LessonSource): boolean => use.includes(source);
  return {
    prose: has("prose") ? gathered.prose.flatMap(({ sentences }) => sentences) : [],
    corrections: [...(has("history") ? gathered.history : []), ...(has("fixes") ? gathered.fixes : [])],
    ignored: has("ignored") ? gathered.ignored : [],
    words: has("words") ? gathered.words : [],
  };
}
