import { stat } from "node:fs/promises";
import { join } from "node:path";
import picomatch from "picomatch";
import { listFiles } from "../configuration/node/listFiles.js";
import { FileProblem } from "../files/fileProblem.js";
import { checkKind } from "../files/plainFile.js";
import { isLink, realFile } from "../files/realFile.js";
import { looksLikeProse } from "../grammar/prose/languageOfFile.js";
import { commentParserForFile } from "../grammar/prose/parsers.js";
import type { FileSettingsStore } from "./fileSettings.js";
import { homesOf, type OpenFile, openPath, openStandardInput } from "./openFile.js";

/** What is told of files that are not opened as one might expect, each in a line. */
export interface Listener {
  /** What was asked for cannot be done. */
  fail(message: string): void;
  /** It can, but not quite so. */
  note(message: string): void;
  /** So many files will be opened, or passed over. */
  expect(files: number): void;
}

/**
 * Opens files one after the other. A folder stands for those of its files that Cloze takes for prose and git does not ignore, a pattern for the
 * files that it matches; what `.cloze.json` or `.clozeignore` leaves alone is passed over.
 * @param names paths of files and folders, patterns, `-` for standard input
 */
export async function* openFiles(
  names: readonly string[],
  settings: FileSettingsStore,
  listener: Listener,
): AsyncGenerator<OpenFile> {
  const listed: { readonly file: string; readonly open: typeof openNamed }[] = [];
  for (const name of names)
    for (const file of await filesOf(name, listener))
      listed.push({ file, open: file === name ? openNamed : openFound });
  listener.expect(listed.length);
  for (const { file, open } of listed) {
    const opened = await open(file, settings).catch((error: unknown) => {
      listener.fail(error instanceof Error ? error.message : String(error));
    });
    if (opened) yield opened;
  }
}

/** The name itself if it is neither a folder's nor a pattern. */
async function filesOf(name: string, listener: Listener): Promise<string[]> {
  const found = name === "-" ? undefined : await stat(name).catch(() => undefined);
  if (found?.isDirectory())
    return (await filesIn(name, listener)).filter(looksLikeProse).map((file) => join(name, file));
  if (found || name === "-" || !WILDCARD.test(name)) return [name];
  // A shell that knows no patterns, or a quotation, hands them on.
  const segments = name.split("/");
  const fixed = segments.slice(
    0,
    segments.findIndex((segment) => WILDCARD.test(segment)),
  );
  const folder = fixed.join("/") || (fixed.length > 0 ? "/" : ".");
  const matches = picomatch(segments.slice(fixed.length).join("/"));
  const matched = (await filesIn(folder, listener)).filter((file) => matches(file));
  if (matched.length === 0) listener.fail(`${name}: there is no such file, and none that it matches.`);
  return matched.map((file) => join(folder, file));
}

const WILDCARD = /[*?[{]/u;

async function filesIn(folder: string, listener: Listener): Promise<readonly string[]> {
  const { files, problems, note } = await listFiles(folder);
  if (note !== undefined) listener.note(note);
  for (const { message } of problems) listener.fail(message);
  return files;
}

/** @throws an Error with one line for the writer */
async function openFound(file: string, { of }: FileSettingsStore): Promise<OpenFile | undefined> {
  const settings = await of(file);
  const { parser } = settings;
  if (parser === "off" || parser === undefined) return undefined;
  try {
    return await openPath(file, settings, parser);
  } catch (error) {
    // It went away since it was listed; but of a name that is not UTF-8 nobody can know.
    if (error instanceof FileProblem && error.kind === "missing" && !file.includes("\uFFFD")) return undefined;
    throw error;
  }
}

/** @throws an Error with one line for the writer */
async function openNamed(file: string, store: FileSettingsStore): Promise<OpenFile | undefined> {
  if (file !== "-") await checkLink(file, store);
  const settings = await store.of(file);
  const { parser } = settings;
  if (parser === "off") return undefined;
  if (parser === undefined) throw new Error(unread(file));
  return file === "-" ? openStandardInput(settings, parser) : openPath(file, settings, parser);
}

/**
 * A shell names links, too, and who made the repository made them: one must stay in it, and lead to what would be read there.
 * @throws FileProblem, also where there is no such file
 */
async function checkLink(file: string, { of }: FileSettingsStore): Promise<void> {
  const real = await realFile(file, await homesOf(file));
  if (!(await isLink(file))) return;
  checkKind(await stat(real), file);
  const { parser } = await of(real);
  if (parser === undefined || !looksLikeProse(real)) throw new FileProblem("otherKind", file, `${real}. Name that file itself.`); // prettier-ignore
}

/** Why a file is not read, and what would be. */
function unread(file: string): string {
  return commentParserForFile(file) === undefined
    ? `${file}: Cloze does not know this kind of file. It reads Markdown, MDX, LaTeX, reStructuredText, HTML, AsciiDoc, Org, Typst, notebooks, plain text and, with --comments, code.`
    : `${file}: of code Cloze reads the comments, with the option --comments.`;
}
