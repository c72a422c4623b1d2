import { dirname, resolve } from "node:path";
import { readStream } from "../files/plainFile.js";
import { repositoryOf } from "../files/repositoryOf.js";
import { encodeText, readTextFile, rewriteTextFile, textIn } from "../files/textFile.js";
import type { ParserName } from "../grammar/prose/parsers.js";
import { applyEdits } from "../grammar/textEdit.js";
import type { FileSettings } from "./fileSettings.js";
import { editsOfFile, isNotebook, type NotebookCell, readNotebook } from "./notebook.js";
import { write } from "./output.js";
import type { Edit } from "./textEdits.js";

/** What is checked by itself: all of a file, or one cell of a notebook. */
export interface Document {
  readonly text: string;
  /** Of a notebook: its number among all cells, from 1. */
  readonly cell?: number;
}

/** A file to check, with its text and how it is to be read. */
export interface OpenFile {
  /** A path, or `-` for standard input. */
  readonly file: string;
  readonly documents: readonly Document[];
  readonly parser: ParserName;
  readonly settings: FileSettings;
  /**
   * Writes it with edits of each document, in the encoding that it has.
   * @throws FileProblem, and the file is as it was then
   */
  write(edits: readonly (readonly Edit[])[]): Promise<void>;
}

/** Bytes. More than that in one file is nothing that people have written, and takes half a minute to be read. */
const LARGEST = 16_000_000;
/** Most of a notebook can be pictures. */
const LARGEST_NOTEBOOK = 64_000_000;

/**
 * Opens a text, or a notebook with its Markdown cells.
 * @throws an Error with one line for the writer
 */
export async function openPath(file: string, settings: FileSettings, parser: ParserName): Promise<OpenFile> {
  const most = isNotebook(file) ? LARGEST_NOTEBOOK : LARGEST;
  const read = await readTextFile(file, { within: await homesOf(file), most });
  const cells = isNotebook(file) ? cellsOf(file, read.text) : undefined;
  const toFile = ([all = [], ...more]: readonly (readonly Edit[])[]): readonly Edit[] =>
    cells ? cells.flatMap((cell, at) => editsOfFile(cell, [all, ...more][at] ?? [], read.text)) : all;
  return {
    file,
    documents: cells?.map(({ text, number }) => ({ text, cell: number })) ?? [{ text: read.text }],
    parser,
    settings,
    write: (edits) => rewriteTextFile(read, applyEdits(read.text, toFile(edits))),
  };
}

function cellsOf(file: string, text: string): NotebookCell[] {
  try {
    return readNotebook(text);
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
  }
}

/**
 * Opens what is piped through; it is written to standard output.
 * @throws an Error with one line for the writer
 */
export async function openStandardInput(settings: FileSettings, parser: ParserName): Promise<OpenFile> {
  const name = "standard input";
  const { text, encoding } = textIn(await readStream(process.stdin, name, LARGEST), name);
  return {
    file: "-",
    documents: [{ text }],
    parser,
    settings,
    write: ([edits = []]) => write(encodeText({ text: applyEdits(text, edits), encoding })),
  };
}

/** Where a link may lead: into its repository or, without one, its folder; and wherever one is at the moment. */
export async function homesOf(file: string): Promise<string[]> {
  const folder = dirname(resolve(file));
  return [(await repositoryOf(folder)) ?? folder, process.cwd()];
}
