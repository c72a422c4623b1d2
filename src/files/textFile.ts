import { FileProblem } from "./fileProblem.js";
import { type PlainFile, type ReadingLimits, readPlainFile } from "./plainFile.js";
import { writeWhole } from "./writeWhole.js";

/** How the bytes of a text are to be read; `marked` with a byte order mark. UTF-16 always has one here. */
type TextEncoding = "utf-8" | "utf-8-marked" | "utf-16le" | "utf-16be";

const MARKS: Readonly<Record<TextEncoding, readonly number[]>> = {
  "utf-16le": [0xff, 0xfe],
  "utf-16be": [0xfe, 0xff],
  "utf-8-marked": [0xef, 0xbb, 0xbf],
  "utf-8": [],
};

/** A text without its byte order mark, and how to write it again. */
interface DecodedText {
  readonly text: string;
  readonly encoding: TextEncoding;
}

/**
 * Reads bytes as text if they come out again as they went in.
 * @returns what is wrong with them otherwise
 */
export function decodeText(bytes: Buffer): DecodedText | "binary" | "notUnicode" {
  const encoding = encodingOf(bytes);
  const text = decode(bytes.subarray(MARKS[encoding].length), encoding);
  if (text === undefined) return bytes.includes(0) && encoding.startsWith("utf-8") ? "binary" : "notUnicode";
  if (text.includes("\0")) return "binary";
  return encodeText({ text, encoding }).equals(bytes) ? { text, encoding } : "notUnicode";
}

/** The bytes of a text, with its mark. */
export function encodeText({ text, encoding }: DecodedText): Buffer {
  const mark = Buffer.from(MARKS[encoding]);
  if (encoding === "utf-16le") return Buffer.concat([mark, Buffer.from(text, "utf16le")]);
  if (encoding === "utf-16be") return Buffer.concat([mark, Buffer.from(text, "utf16le").swap16()]);
  return Buffer.concat([mark, Buffer.from(text, "utf8")]);
}

function encodingOf(bytes: Buffer): TextEncoding {
  const marked = (Object.keys(MARKS) as TextEncoding[]).find((name) => MARKS[name].every((byte, at) => bytes[at] === byte)); // prettier-ignore
  return marked ?? "utf-8";
}

/** @returns `undefined` if they are not of this encoding */
function decode(bytes: Buffer, encoding: TextEncoding): string | undefined {
  const isSwapped = encoding === "utf-16be";
  if (isSwapped && bytes.length % 2 !== 0) return undefined;
  const name = encoding.startsWith("utf-8") ? "utf-8" : "utf-16le";
  try {
    return new TextDecoder(name, { fatal: true, ignoreBOM: true }).decode(isSwapped ? Buffer.from(bytes).swap16() : bytes); // prettier-ignore
  } catch {
    // What it says is the same for every text: that it is not of this encoding.
    return undefined;
  }
}

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
