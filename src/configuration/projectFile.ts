import ignore from "ignore";
import { parse, type ParseError, printParseErrorCode } from "jsonc-parser";
import { type SettingsLayer, settingReaders } from "./checkSettings.js";
import { isQuickPattern, type Reader, readFields, readList, readPattern, readString } from "./readSetting.js";

/** What a team wants in a repository, for the editor and for the command line alike. */
export const projectFileName = ".cloze.json";

/** Files to be left alone, as in `.gitignore`. */
export const ignoreFileName = ".clozeignore";

/** Which files are left alone. */
export interface IgnoreFile {
  /** @param path of a file, from the folder of this one, with slashes */
  ignores(path: string): boolean;
  /** What cannot be used, each in a sentence without the file's name. */
  readonly problems: readonly string[];
}

export interface ProjectFile extends IgnoreFile {
  readonly layer: SettingsLayer;
}

interface Content extends SettingsLayer {
  readonly ignoredFiles?: readonly string[];
  readonly $schema?: string;
}

const readers: { readonly [K in keyof Content]-?: Reader<NonNullable<Content[K]>> } = {
  ...settingReaders,
  ignoredFiles: readList(readPattern),
  $schema: readString,
};

/** Folders above a file; each is matched for itself. What lies deeper is ignored by nothing. */
const DEEPEST = 100;

/** A file that says nothing. */
export const emptyProjectFile: ProjectFile = { layer: {}, ignores: () => false, problems: [] };

/**
 * Reads `.cloze.json`: JSON in which comments and trailing commas are allowed, as in the editor's own settings. Of a file that is
 * no JSON nothing counts, since what is half typed means something else; of any other file all that can be used.
 */
export function parseProjectFile(text: string): ProjectFile {
  const errors: ParseError[] = [];
  const value: unknown = parse(text.replace(/^\uFEFF/u, ""), errors, { allowTrailingComma: true });
  const [broken] = errors;
  if (broken) return { ...emptyProjectFile, problems: [`it is not JSON: ${describe(broken, text)}`] };
  const badKeys: string[] = [];
  const content = readFields<Content>(readers, {})(value, "", badKeys);
  if (!content) return { ...emptyProjectFile, problems: ["it is no JSON object"] };
  const layer = Object.fromEntries(Object.entries(content).filter(([key]) => key in settingReaders)) as SettingsLayer;
  const names = badKeys.map((key) => `“${key.replace(/^\./u, "")}”`).join(", ");
  const problems = badKeys.length > 0 ? [`${names} cannot be used and is left out`] : [];
  return { layer, ignores: matcherOf(content.ignoredFiles ?? []), problems };
}

/** Reads `.clozeignore`: a pattern a line, `#` before what is for people. */
export function parseIgnoreFile(text: string): IgnoreFile {
  const lines = text.replace(/^\uFEFF/u, "").split(/\r\n|\r|\n/u).map((line) => (line.startsWith("#") ? "" : line)); // prettier-ignore
  const problems = lines.flatMap((line, index) => (isQuickPattern(line) ? [] : [`line ${String(index + 1)} has too many wildcards and is left out`])); // prettier-ignore
  return { ignores: matcherOf(lines.filter(isQuickPattern)), problems };
}

function matcherOf(lines: readonly string[]): IgnoreFile["ignores"] {
  const patterns = ignore().add(lines);
  const isMatched = (path: string): boolean => ignore.isPathValid(path) && path.split("/").length <= DEEPEST;
  return (path) => isMatched(path) && patterns.ignores(path);
}

/** "comma expected in line 3". */
function describe({ error, offset }: ParseError, text: string): string {
  const what = printParseErrorCode(error).replace(/(?!^)([A-Z])/gu, " $1");
  return `${what.toLowerCase()} in line ${String(text.slice(0, offset).split(/\r\n|\r|\n/u).length)}`;
}

/** The plain file of a folder's own words, so that a team can commit it. The same name stands in `protocol.ts`. */
export const dictionaryName = ".cloze-words.txt";

/** One word a line; empty lines and lines that begin with `#` are for people. */
export function parseWords(text: string): string[] {
  return text
    .split(/\r\n|\r|\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}
