import { readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { text as readAll } from "node:stream/consumers";
import { commentParserForFile, type ParserName } from "../grammar/prose/parsers.js";
import { ownFiles } from "../training/sources/files.js";
import { createGit } from "../training/sources/git.js";
import type { FileRules, FileRulesStore } from "./rules.js";

/** A file to check, with its text and how it is to be read. */
export interface OpenFile {
  /** A path, or `-` for standard input. */
  readonly file: string;
  readonly text: string;
  readonly parser: ParserName;
  readonly rules: FileRules;
}

/**
 * Opens files one after the other. A folder stands for those of its files that Cloze reads and git does not ignore; what
 * `.cloze.json` leaves alone is passed over.
 * @param names paths of files and folders, `-` for standard input
 * @param fail is told, in one line, why a file that was named cannot be checked; the others are opened all the same
 */
export async function* openFiles(
  names: readonly string[],
  rules: FileRulesStore,
  fail: (message: string) => void,
): AsyncGenerator<OpenFile> {
  for (const name of names) {
    for (const file of await filesOf(name)) {
      const opened = await openFile(file, rules, file === name).catch((error: unknown) => {
        fail(reasonOf(error, file));
      });
      if (opened) yield opened;
    }
  }
}

/** The name itself if it is no folder's. */
async function filesOf(name: string): Promise<string[]> {
  const isFolder = name !== "-" && (await stat(name).then((found) => found.isDirectory(), () => false)); // prettier-ignore
  if (!isFolder) return [name];
  const { signal } = new AbortController();
  return (await ownFiles(name, createGit(resolve(name), signal), signal)).map((file) => join(name, file));
}

/** @throws an Error with one line for the writer */
async function openFile(file: string, { of }: FileRulesStore, isNamed: boolean): Promise<OpenFile | undefined> {
  const rules = await of(file);
  const { parser } = rules;
  if (parser === "off" || (parser === undefined && !isNamed)) return undefined;
  if (parser === undefined) throw new Error(unread(file));
  return { file, text: file === "-" ? await readAll(process.stdin) : await readFile(file, "utf8"), parser, rules };
}

/** Why a file is not read, and what would be. */
function unread(file: string): string {
  return commentParserForFile(file) === undefined
    ? `${file}: Cloze does not know this kind of file. It reads Markdown, MDX, LaTeX, reStructuredText, HTML, AsciiDoc, Org, Typst, plain text and, with --comments, code.`
    : `${file}: of code Cloze reads the comments, with the option --comments.`;
}

function reasonOf(error: unknown, name: string): string {
  if (!(error instanceof Error)) return String(error);
  return (error as NodeJS.ErrnoException).code === "ENOENT" ? `${name}: there is no such file.` : error.message;
}
