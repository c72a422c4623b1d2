/** Case classes of a word, in the order of the model's case head and of its token types. */
export const CASES = ["lower", "capitalized", "upper", "mixed"] as const;
export type WordCase = (typeof CASES)[number];

const LETTER = /\p{L}/u;

/** The class of a word by its letters alone; one capital letter alone is "capitalized". */
export function caseOf(text: string): WordCase {
  const letters = [...text].filter((character) => LETTER.test(character));
  const capitals = letters.map((letter) => letter !== letter.toLowerCase() && letter === letter.toUpperCase());
  if (!capitals.includes(true)) return "lower";
  if (capitals[0] && !capitals.includes(true, 1)) return "capitalized";
  return capitals.includes(false) ? "mixed" : "upper";
}

/**
 * A lower-case word written in a case class. "I" and its contractions are always capital; a mixed case is the one the
 * word list knows (`cased`), else a capital.
 */
export function writeInCase(word: string, wanted: WordCase, cased: string | undefined): string {
  if (/^i(?:$|')/u.test(word)) return capitalize(word);
  switch (wanted) {
    case "lower":
      return word;
    case "capitalized":
      return capitalize(word);
    case "upper":
      return word.toUpperCase();
    case "mixed":
      return cased ?? capitalize(word);
    default:
      throw new Error(`Unknown case ${String(wanted satisfies never)}`);
  }
}

function capitalize(word: string): string {
  const [first = ""] = word;
  return first.toUpperCase() + word.slice(first.length);
}
