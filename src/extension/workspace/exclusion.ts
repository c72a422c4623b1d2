import { globMatcher } from "./glob.js";

/** Tells whether a file or folder is left out, by its path inside the workspace folder. */
export type IsExcluded = (path: string) => boolean;

/**
 * @param settings the values of `files.exclude` and `search.exclude`: pattern → whether it holds. A condition on other files
 *   (`{ "when": … }`) is for what is generated from sources, and does not hold here.
 */
export function createExclusion(...settings: readonly Readonly<Record<string, unknown>>[]): IsExcluded {
  const merged: Record<string, unknown> = Object.assign({}, ...settings);
  const patterns = Object.entries(merged).flatMap(([pattern, holds]) => (holds === true ? [pattern] : []));
  return globMatcher(...patterns);
}
