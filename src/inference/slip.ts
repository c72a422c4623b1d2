import { lengthOfCommonEnd, lengthOfCommonStart } from "./commonEnds.js";

/** Ways in which the fingers or the ear miss a word by one letter, in the order of their numbers. */
const SLIPS = ["other", "swap", "doubling", "vowel", "omission", "addition", "substitution"] as const;

/**
 * What was typed instead of a word, as a number: `swap` "teh", `doubling` "writting" or "runing", `vowel` "seperate", `omission`
 * "befor", `addition` "sofrtware", `substitution` "tome" for "time"; `other` for anything but one slip.
 */
export function slipOf(typed: string, text: string): number {
  return SLIPS.indexOf(nameOf(typed, text));
}

function nameOf(typed: string, text: string): (typeof SLIPS)[number] {
  const start = lengthOfCommonStart(typed, text);
  const end = lengthOfCommonEnd(typed, text, start);
  const [has, wants] = [typed.slice(start, typed.length - end), text.slice(start, text.length - end)];
  if (has.length === 2 && wants === has[1]! + has[0]!) return "swap";
  if (has.length + wants.length === 1) {
    const longer = has ? typed : text;
    if (longer[start - 1] === longer[start]) return "doubling";
    return has ? "addition" : "omission";
  }
  if (has.length !== 1 || wants.length !== 1) return "other";
  return isVowel(has) && isVowel(wants) ? "vowel" : "substitution";
}

function isVowel(letter: string): boolean {
  return "aeiouy".includes(letter);
}
