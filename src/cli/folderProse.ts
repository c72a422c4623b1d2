import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createChecker, type CheckerParts } from "../grammar/checker.js";
import { parserForFile } from "../grammar/prose/parsers.js";

/** Folders whose prose is not the project's own. */
const FOREIGN = new Set(["node_modules", "vendor", "dist", "build", "target"]);
/** Characters of the longest file that is read: what is longer was made by a program. */
const LONGEST = 1_000_000;
/** Words below which a sentence says little. */
const SHORTEST = 4;
const OPAQUE = "\uFFFC";

/** The English sentences of the folder's Markdown, MDX and text files, without markup; what is opaque is `` `code` ``. */
export async function proseOf(folder: string, parts: CheckerParts): Promise<string[]> {
  const checker = createChecker(parts);
  const sentences: string[] = [];
  for await (const path of filesIn(folder)) {
    const parser = parserForFile(path);
    if (!parser) continue;
    const text = await readFile(path, "utf8");
    if (text.length > LONGEST) continue;
    for (const sentence of checker.sentencesOf(text, parser))
      if (sentence.words.filter(({ kind }) => kind === "word").length >= SHORTEST)
        sentences.push(sentence.text.replaceAll(OPAQUE, "`code`"));
  }
  return sentences;
}

/** Hidden folders are left out; links are not followed, so that no circle is endless. */
async function* filesIn(folder: string): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isFile()) yield path;
    else if (entry.isDirectory() && !entry.name.startsWith(".") && !FOREIGN.has(entry.name)) yield* filesIn(path);
  }
}
