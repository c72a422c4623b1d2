// What a person has read stands in lists of hashes: the text is not ours to copy.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";

const read = async (name) => new Set(JSON.parse(await readFile(new URL(name, import.meta.url), "utf8")));
const [mistakes, acceptable] = await Promise.all(["mistakes.json", "acceptable.json"].map(read));

/** @param {string} text @returns {string} what it is known by in a list */
export function hashOf(text) {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

/**
 * The clean sentences of the data are not all clean.
 * @param {string} text a sentence that is said to be clean
 * @param {object} finding what was found in it
 * @returns {boolean} true if it was read, and is right
 */
export function isMistake(text, { start, end, fixes }) {
  return mistakes.has(hashOf(`${text}\n${start}-${end}\n${fixes[0].text}`));
}

/**
 * A word put in the place of another does not always make an error (“We may resume it” for “will”).
 * @param {string} text a sentence with a word put in
 * @returns {boolean} true if it was read, and nobody who knows no more than the sentence has a reason to change that word
 */
export function isAcceptable(text) {
  return acceptable.has(hashOf(text));
}
