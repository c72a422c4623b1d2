import { francAll } from "franc-min";

/** Whether a text is English: `unknown` if it is too short to tell. */
export type DetectedLanguage = "english" | "other" | "unknown";

/** Letters; below that trigrams say little. */
const LONG_ENOUGH = 80;
/** UTF-16 code units that are looked at. */
const SAMPLE = 1_000;
/** Share of the words that are among the most frequent of English; prose has a third, lists of names nearly none. */
const SURELY_ENGLISH = 0.12;
/** `franc` gives the best language 1; English that comes this near may well be it. */
const NEAR = 0.8;
/** None of them is frequent in another language with Latin letters. */
const FREQUENT: ReadonlySet<string> = new Set(
  "the of and to is that it for with as this be are from or by you not have can was if we which your when but they has will an".split(
    " ",
  ),
);
const LETTER_RUNS = /\p{L}[\p{L}\p{M}'’]*/gu;
const LATIN = /\p{Script=Latin}/u;

/** @param text prose without markup; U+FFFC counts as nothing */
export function languageOf(text: string): DetectedLanguage {
  const sample = text.slice(0, SAMPLE);
  const words = sample.match(LETTER_RUNS) ?? [];
  const letters = words.join("").length;
  const frequent = words.filter((word) => FREQUENT.has(word.toLowerCase())).length;
  if (words.length > 0 && frequent / words.length >= SURELY_ENGLISH) return "english";
  const foreign = words.filter((word) => !LATIN.test(word)).length;
  if (foreign > words.length / 2) return "other";
  if (letters < LONG_ENOUGH || frequent > words.length / 25) return "unknown";
  const english = francAll(sample).find(([language]) => language === "eng")?.[1] ?? 0;
  return english >= NEAR ? "unknown" : "other";
}
