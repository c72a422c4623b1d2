import american from "american-british-english-translator/data/british_spellings.json";

/** Whose spellings are right; `both` takes either. */
export type Dialect = "both" | "us" | "uk";

/** From the British spelling to the American one, both in lower case. */
const AMERICAN: ReadonlyMap<string, string> = new Map(Object.entries(american));
const POSSESSIVE = /['’]s?$/u;

/**
 * Whether a correction only carries a word across the Atlantic although it was right as typed, so that it is none.
 * @param typed one word, in any case
 * @param fix what it would become
 */
export function isRightIn(dialect: Dialect, typed: string, fix: string): boolean {
  switch (dialect) {
    case "both":
      return isBritishOf(typed, fix) || isBritishOf(fix, typed);
    case "us":
      return isBritishOf(fix, typed);
    case "uk":
      return isBritishOf(typed, fix);
    default:
      throw new Error(`Unknown dialect: ${String(dialect)}`);
  }
}

/** True of “Neighbour’s” and “neighbor’s”, not of “neighbour’s” and “neighbors”. */
function isBritishOf(british: string, other: string): boolean {
  const ending = POSSESSIVE.exec(british)?.[0] ?? "";
  const stem = british.slice(0, british.length - ending.length).toLowerCase();
  const translated = AMERICAN.get(stem);
  return translated !== undefined && other.toLowerCase() === translated + ending;
}
