import { diffArrays } from "diff";
import { setImmediate } from "node:timers/promises";
import { type GitArguments, runGit } from "../../configuration/node/git.js";
import type { ProseReader } from "../../grammar/proseReader.js";
import type { Correction, Pair } from "../types.js";
import { changeKey, isCorrection } from "./isCorrection.js";

interface HistoryLimits {
  readonly commits: number;
  /** Changes of one file each. */
  readonly changes: number;
  /** Milliseconds. */
  readonly time: number;
  readonly corrections: number;
}

export const historyLimits: HistoryLimits = { commits: 5_000, changes: 1_500, time: 60_000, corrections: 2_000 };

/** One file before and after one commit: the names of its contents. */
interface FileChange {
  readonly commit: string;
  readonly before: string;
  readonly after: string;
  readonly name: string;
}

/** Bytes. A larger file is data; a change that makes more of a difference adds or takes away text. */
const LARGEST = 200_000;
const MOST_GROWTH = 600;
/** File changes whose contents are asked for together. */
const GROUP = 24;
/** A change of words made so often in one commit renames something. */
const RENAMING = 4;

/**
 * Corrections from the history of the repository: commits that changed a few words of prose in files that stayed where they were.
 * @param signal stops it between two texts; others have their turn on this thread there, too
 * @throws what git throws, as where there is no repository
 */
export async function correctionsFromHistory(
  git: Git,
  reader: ProseReader,
  signal: AbortSignal,
  limits: HistoryLimits = historyLimits,
): Promise<Correction[]> {
  const end = Date.now() + limits.time;
  const small = await smallOnes(await fileChanges(git, reader, limits), git);
  const found: (Correction & { readonly commit: string })[] = [];
  for (let at = 0; at < small.length && found.length < limits.corrections && Date.now() < end; at += GROUP) {
    const group = small.slice(at, at + GROUP);
    const contents = await contentsOf(
      group.flatMap(({ before, after }) => [before, after]),
      git,
    );
    for (const { commit, before, after, name } of group) {
      const read = async (id: string): Promise<readonly string[]> => {
        await setImmediate();
        signal.throwIfAborted();
        return reader.sentences(contents.get(id) ?? "", name);
      };
      if (Date.now() >= end) break;
      for (const { source, target } of changedSentences(await read(before), await read(after)))
        if (isCorrection(source, target)) found.push({ source, target, origin: "git", commit });
    }
  }
  return settled(found).slice(0, limits.corrections);
}

/** Without renamings, without what was changed back, each once. */
function settled(found: readonly (Correction & { readonly commit: string })[]): Correction[] {
  const keyOf = ({ commit, source, target }: (typeof found)[number]): string => commit + changeKey(source, target);
  const counts = new Map<string, number>();
  for (const one of found) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  const pairs = new Map(found.filter((one) => counts.get(keyOf(one))! < RENAMING).map((one) => [`${one.source}\n${one.target}`, one])); // prettier-ignore
  return [...pairs.values()].flatMap(({ source, target, origin }) =>
    pairs.has(`${target}\n${source}`) ? [] : [{ source, target, origin }],
  );
}

const CHANGED = /^:100\d{3} 100\d{3} ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) M\t([^"].*)$/u;

/** Lines of git's that are read before others have their turn on this thread. */
const LINES = 10_000;

/** Of files that are read as prose, the newest first. Git writes unusual names in quotes; they are left out. */
async function fileChanges(git: Git, reader: ProseReader, { commits, changes }: HistoryLimits): Promise<FileChange[]> {
  const log = await git([
    "log", "--no-merges", "--no-renames", "--diff-filter=M", "--raw", "--no-abbrev",
    "--relative", "--format=%H", `--max-count=${String(commits)}`, "--", ".",
  ]); // prettier-ignore
  const found: FileChange[] = [];
  let commit = "";
  for (const [index, line] of log.toString("utf8").split("\n").entries()) {
    if (index % LINES === LINES - 1) await setImmediate();
    if (found.length >= changes) break;
    if (/^[0-9a-f]{40,64}$/u.test(line)) commit = line;
    const [, before, after, name] = CHANGED.exec(line) ?? [];
    if (before && after && name && reader.reads(name)) found.push({ commit, before, after, name });
  }
  return found;
}

async function smallOnes(changes: readonly FileChange[], git: Git): Promise<FileChange[]> {
  if (changes.length === 0) return [];
  const ids = changes.flatMap(({ before, after }) => [before, after]);
  const answer = (await git(["cat-file", "--batch-check=%(objectsize)"], lines(ids))).toString("latin1").split("\n");
  const sizes = new Map(ids.map((id, index) => [id, Number(answer[index])]));
  return changes.filter(({ before, after }) => {
    const [a, b] = [sizes.get(before) ?? NaN, sizes.get(after) ?? NaN];
    return Math.max(a, b) <= LARGEST && Math.abs(a - b) <= MOST_GROWTH;
  });
}

/** What `cat-file --batch` writes: for each id a line "ID blob SIZE", the bytes, a line end. */
async function contentsOf(ids: readonly string[], git: Git): Promise<ReadonlyMap<string, string>> {
  const bytes = await git(["cat-file", "--batch"], lines(ids));
  const contents = new Map<string, string>();
  for (let at = 0; at < bytes.length;) {
    const lineEnd = bytes.indexOf("\n", at);
    if (lineEnd < 0) break;
    const [id, kind, size] = bytes.toString("latin1", at, lineEnd).split(" ");
    at = lineEnd + 1;
    if (kind !== "blob") continue;
    contents.set(id!, bytes.toString("utf8", at, at + Number(size)));
    at += Number(size) + 1;
  }
  return contents;
}

function lines(ids: readonly string[]): string {
  return ids.map((id) => `${id}\n`).join("");
}

/** A document in which more sentences change was written anew. */
const MOST_CHANGED = 40;
/** Sentences that came or went, those included that changed. What is rewritten takes a time that grows with the square of them. */
const MOST_EDITS = 160;

/**
 * Sentences of a document that became others: where as many went as came, each became the one in its place.
 * @returns none if the document was written anew
 */
export function changedSentences(before: readonly string[], after: readonly string[]): Pair[] {
  const changed: Pair[] = [];
  let gone: readonly string[] = [];
  for (const { added, removed, value } of diffArrays([...before], [...after], { maxEditLength: MOST_EDITS }) ?? []) {
    if (removed) gone = value;
    else if (added && value.length === gone.length)
      changed.push(...gone.map((source, index) => ({ source, target: value[index]! })));
    if (!removed) gone = [];
  }
  return changed.length > MOST_CHANGED ? [] : changed;
}

/** Runs the git of this machine in one folder and gives what it writes. */
export type Git = (args: GitArguments, input?: string) => Promise<Buffer>;

/** @param signal stops it */
export function createGit(folder: string, signal: AbortSignal): Git {
  return (args, input = "") => runGit(folder, args, { input, signal });
}

/** Why there is no history to learn from, as a sentence for the writer. */
export function gitProblem(error: unknown): string {
  if (error instanceof Error && "code" in error) {
    if (error.code === "ENOENT") return "Git is not installed, so nothing is learned from the history.";
    if (error.code === 128) return "This folder has no git history to learn from.";
    if (error.code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER") return "The git history is too large to be read.";
  }
  return "The git history cannot be read.";
}
