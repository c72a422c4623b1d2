import { type Node, type ParseError, parseTree } from "jsonc-parser";
import { linesIn } from "../grammar/lineStarts.js";
import type { Edit } from "./textEdits.js";

/** A cell of prose in a Jupyter notebook. */
export interface NotebookCell {
  /** Its number among all cells, from 1. */
  readonly number: number;
  readonly text: string;
  /** The strings that it is written in, one after the other. */
  readonly strings: readonly JsonString[];
}

/** A string as it stands in a file. */
interface JsonString {
  /** Where its text begins in that of the cell. */
  readonly start: number;
  readonly text: string;
  /** Where each of its UTF-16 code units stands in the file, and where the last one ends. */
  readonly places: Uint32Array;
}

export function isNotebook(file: string): boolean {
  return /\.ipynb$/iu.test(file);
}

/**
 * The Markdown cells of a notebook.
 * @throws an Error that says in a sentence why there are none to be had
 */
export function readNotebook(text: string): NotebookCell[] {
  const cells = memberOf(parse(text), "cells");
  if (cells?.type !== "array") throw new Error("it is no notebook of format 4: it has no list of cells.");
  return (cells.children ?? []).flatMap((cell, index) => {
    const isMarkdown = memberOf(cell, "cell_type")?.value === "markdown";
    const source = isMarkdown ? memberOf(cell, "source") : undefined;
    return source ? [cellOf(source, index + 1, text)] : [];
  });
}

/**
 * What edits of a cell are in the file: its strings stay those that they are, and everything else stays to the byte.
 * @param text the file's
 */
export function editsOfFile({ strings }: NotebookCell, edits: readonly Edit[], text: string): Edit[] {
  const isAscii = !/[^\0-\x7F]/u.test(text);
  return edits.flatMap((edit) => {
    const touched = strings.filter((one, at) => meets(edit, one, at === strings.length - 1));
    return touched.map(({ start, text: own, places }, at) => ({
      start: places[Math.max(edit.start - start, 0)]!,
      end: places[Math.min(edit.end - start, own.length)]!,
      text: at === 0 ? quoted(edit.text, isAscii ? "ascii" : "unicode") : "",
    }));
  });
}

function parse(text: string): Node | undefined {
  const errors: ParseError[] = [];
  let root: Node | undefined;
  try {
    root = parseTree(text, errors, { disallowComments: true });
  } catch (error) {
    // The parser calls itself.
    if (!(error instanceof RangeError)) throw error;
    throw new Error("it is no notebook: its JSON is nested too deeply.", { cause: error });
  }
  const [error] = errors;
  if (error) throw new Error(`it is no notebook: it is not JSON in line ${String(linesIn(text).lineAt(error.offset) + 1)}.`); // prettier-ignore
  return root;
}

/** As in JavaScript, the last of several with one name counts. */
function memberOf(object: Node | undefined, name: string): Node | undefined {
  if (object?.type !== "object") return undefined;
  return object.children?.findLast(({ children }) => children?.[0]?.value === name)?.children?.[1];
}

/** @param source a string, or a list of strings that are joined */
function cellOf(source: Node, number: number, file: string): NotebookCell {
  const literals = source.type === "array" ? (source.children ?? []) : [source];
  const strings: JsonString[] = [];
  let start = 0;
  for (const { type, offset, length } of literals) {
    if (type !== "string") continue;
    const one = { start, ...read(file, offset + 1, offset + length - 1) };
    strings.push(one);
    start += one.text.length;
  }
  return { number, text: strings.map(({ text }) => text).join(""), strings };
}

/** An escape of JSON, or one unit that stands for itself. */
const UNIT = /\\u[0-9a-fA-F]{4}|\\.|[^\\]/gsy;

/** Reads what stands between the quotes. */
function read(file: string, start: number, end: number): Omit<JsonString, "start"> {
  const inside = file.slice(start, end);
  const units = inside.match(UNIT) ?? [];
  const places = new Uint32Array(units.length + 1);
  let at = start;
  for (const [index, unit] of units.entries()) {
    places[index] = at;
    at += unit.length;
  }
  places[units.length] = at;
  return { text: JSON.parse(`"${inside}"`) as string, places };
}

/** @param isLast takes what is put in at the very end */
function meets({ start, end }: Edit, string: JsonString, isLast: boolean): boolean {
  const ends = string.start + string.text.length;
  if (start === end) return string.start <= start && (start < ends || (isLast && start === ends));
  return start < ends && string.start < end;
}

/** As it is written between the quotes; in a file of ASCII with the escapes of Python. */
function quoted(text: string, alphabet: "ascii" | "unicode"): string {
  const inside = JSON.stringify(text).slice(1, -1);
  if (alphabet === "unicode") return inside;
  return inside.replace(/[^\0-\x7F]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
