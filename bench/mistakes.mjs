// The clean sentences of the data are not all clean. What a person has read in them and found to be a mistake stands in `mistakes.json`, as hashes:
// the text is not ours to copy.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";

const known = new Set(JSON.parse(await readFile(new URL("mistakes.json", import.meta.url), "utf8")));

/** What a finding in a sentence is known by. */
export function hashOf(text, { start, end, fixes }) {
  return createHash("sha256").update(`${text}\n${start}-${end}\n${fixes[0].text}`).digest("hex").slice(0, 16);
}

/**
 * @param {string} text a sentence that is said to be clean
 * @param {object} finding what was found in it
 * @returns {boolean} true if it was read, and is right
 */
export function isMistake(text, finding) {
  return known.has(hashOf(text, finding));
}
