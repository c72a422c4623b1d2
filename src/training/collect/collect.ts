import type { ProseReader } from "../../grammar/proseReader.js";
import type { Correction, IgnoredFinding, TrainingData } from "../types.js";
import { dataFromDecisions, type Decision } from "./decisions.js";
import { correctionsFromHistory, createGit, gitProblem } from "./gitHistory.js";
import { type Prose, projectProse } from "./projectProse.js";

/** What a writer can switch on and off. */
export const dataSources = ["prose", "history", "fixes", "ignored", "words"] as const;
type DataSource = (typeof dataSources)[number];

/** All that there is to learn from. */
export interface Collected {
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

interface CollectOptions {
  /** Paths of folders that the writer trusts. */
  readonly folders: readonly string[];
  readonly reader: ProseReader;
  readonly decisions: readonly Decision[];
  /** The dictionaries. */
  readonly words: readonly string[];
  readonly signal: AbortSignal;
}

/** @throws when it is stopped */
export async function collect({ folders, reader, decisions, words, signal }: CollectOptions): Promise<Collected> {
  const prose: Prose[] = [];
  const history: Correction[] = [];
  const notes = new Set<string>();
  for (const folder of folders) {
    const git = createGit(folder, signal);
    prose.push(await projectProse(folder, reader, signal));
    try {
      history.push(...(await correctionsFromHistory(git, reader, signal)));
    } catch (error) {
      signal.throwIfAborted();
      notes.add(gitProblem(error));
    }
  }
  const { corrections: fixes, ignored } = dataFromDecisions(decisions);
  return { prose, history, fixes, ignored, words: [...new Set(words)].sort(), notes: [...notes] };
}

/** How much of each source there is. */
interface DataCounts extends Readonly<Record<DataSource, number>> {
  /** Files that the prose is from. */
  readonly files: number;
}

export function countData({ prose, history, fixes, ignored, words }: Collected): DataCounts {
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
export function trainingDataFrom(collected: Collected, use: readonly DataSource[]): TrainingData {
  const has = (source: DataSource): boolean => use.includes(source);
  return {
    prose: has("prose") ? collected.prose.flatMap(({ sentences }) => sentences) : [],
    corrections: [...(has("history") ? collected.history : []), ...(has("fixes") ? collected.fixes : [])],
    ignored: has("ignored") ? collected.ignored : [],
    words: has("words") ? collected.words : [],
  };
}
