import { FileProblem } from "./fileProblem.js";
import { readPlainFile, type PlainFile, type ReadingLimits } from "./plainFile.js";
import { decodeText, encodeText, type TextEncoding } from "./textEncoding.js";
import { writeWhole } from "./writeWhole.js";

/** A file of text as it was read, without its byte order mark. */
export interface TextFile extends PlainFile {
  readonly text: string;
  readonly encoding: TextEncoding;
}

/** @throws FileProblem, for what is no text or would not survive being written, too */
export async function readTextFile(path: string, limits?: ReadingLimits): Promise<TextFile> {
  const file = await readPlainFile(path, limits);
  return { ...file, ...textIn(file.bytes, path) };
}

/**
 * The text in bytes that did not come from a file.
 * @param name for the message
 * @throws FileProblem
 */
export function textIn(bytes: Buffer, name: string): { readonly text: string; readonly encoding: TextEncoding } {
  const decoded = decodeText(bytes);
  if (typeof decoded === "string") throw new FileProblem(decoded, name);
  return decoded;
}

/**
 * Writes another text into a file in the encoding that it has, unless it has changed since it was read.
 * @throws FileProblem; the file is as it was then
 */
export async function rewriteTextFile({ real, path, bytes, encoding }: TextFile, text: string): Promise<void> {
  await writeWhole(real, encodeText({ text, encoding }), { expected: bytes, name: path });
}
