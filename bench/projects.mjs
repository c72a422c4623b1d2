// Documentation projects to retrain on, assembled from a folder of data that is given by path and is no part of the repository.
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** The repositories that no training has seen, and the file of clean sentences that theirs are in. */
export const PROJECTS = {
  "reactjs+react.dev": "dev",
  "nodejs+nodejs.org": "dev",
  "dotnet+EntityFramework.Docs": "test",
  "rust-lang+book": "test",
};

/**
 * @param {string} data folder with `corpus/` and `edits/`
 * @param {string} name a key of `PROJECTS`
 * @returns {Promise<{paragraphs: string[], learnt: object[], held: object[], clean: object[]}>} prose and half of the corrections to learn
 *   from; the other half and clean sentences, which stand in neither, to score by
 */
export async function readProject(data, name) {
  const split = PROJECTS[name];
  const corpus = execFileSync("xz", ["-dc", join(data, "corpus", `${name}.txt.xz`)], { maxBuffer: 1e9 }).toString();
  const edits = (await readRows(join(data, "edits", `${split}.jsonl`))).filter(({ repo }) => repo === name);
  const clean = (await readRows(join(data, "edits", `clean-${split}.jsonl`))).filter(({ repo }) => repo === name);
  const held = edits.filter((_, index) => index % 2 === 1);
  const seen = [...clean, ...held].map(({ target }) => target);
  const paragraphs = corpus.split(/\n+/u).filter(Boolean);
  return {
    paragraphs: withoutSentences(paragraphs, seen),
    learnt: edits.filter((_, index) => index % 2 === 0),
    held,
    clean,
  };
}

/**
 * @returns {Promise<object[]>} the corrections of all projects of the split that `name` is in, its own first: what people correct in
 *   documentation, for kinds of error that a single project has too few of
 */
export async function readCorrections(data, name) {
  const edits = await readRows(join(data, "edits", `${PROJECTS[name]}.jsonl`));
  return [...edits.filter(({ repo }) => repo === name), ...edits.filter(({ repo }) => repo !== name)];
}

async function readRows(path) {
  return (await readFile(path, "utf8"))
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

/** Takes the sentences to score by out of the paragraphs; what is left is split at their place. */
function withoutSentences(paragraphs, sentences) {
  const byStart = groupBy(sentences, startOf);
  return paragraphs.flatMap((paragraph) => {
    let parts = [paragraph];
    for (const [start, group] of byStart) {
      if (!paragraph.includes(start)) continue;
      for (const sentence of group) parts = parts.flatMap((part) => part.split(sentence));
    }
    return parts.map((part) => part.trim()).filter((part) => /\p{L}/u.test(part));
  });
}

function startOf(sentence) {
  return sentence.slice(0, 24);
}

function groupBy(items, key) {
  const groups = new Map();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}
