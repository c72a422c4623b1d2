import { distance as levenshtein } from "fastest-levenshtein";

/**
 * Typing errors between two words: letters put in, left out, changed, or swapped with the next, no letter touched twice (the optimal
 * string alignment distance, Damerau 1964). A swap is one slip: "hanlders" is as near to "handlers" as "handler" is.
 * @param limit slips past which the answer does not matter: then `Infinity` may be given for it
 */
export function editDistance(a: string, b: string, limit = Infinity): number {
  // Never more than without swaps, and a swap saves one: most pairs are settled by the quicker count.
  const without = levenshtein(a, b);
  if (without <= 1) return without;
  if (without > 2 * limit) return Infinity;
  let [twoAbove, above]: number[][] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwap ? twoAbove![j - 2]! + 1 : Infinity;
      row[j] = Math.min(above![j]! + 1, row[j - 1]! + 1, above![j - 1]! + same, swapped);
    }
    [twoAbove, above] = [above, row];
  }
  return above![b.length]!;
}

/** Characters with which both begin. */
export function commonPrefixLength(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a.charCodeAt(length) === b.charCodeAt(length)) length++;
  return length;
}

/** Characters with which both end, besides the first `head`. */
export function commonSuffixLength(a: string, b: string, head = 0): number {
  const most = Math.min(a.length, b.length) - head;
  let length = 0;
  while (length < most && a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length)) length++;
  return length;
}

/** Ways in which the fingers or the ear miss a word by one letter, in the order of their numbers. */
const TYPO_KINDS = ["other", "swap", "doubling", "vowel", "omission", "addition", "substitution"] as const;

/**
 * What was typed instead of a word, as a number: `swap` "teh", `doubling` "writting" or "runing", `vowel` "seperate", `omission`
 * "befor", `addition` "sofrtware", `substitution` "tome" for "time"; `other` for anything but one slip.
 */
export function typoKind(typed: string, text: string): number {
  return TYPO_KINDS.indexOf(nameOf(typed, text));
}

function nameOf(typed: string, text: string): (typeof TYPO_KINDS)[number] {
  const start = commonPrefixLength(typed, text);
  const end = commonSuffixLength(typed, text, start);
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

/** Folds what the model does not tell apart: capitals and curly apostrophes. */
export function foldCase(text: string): string {
  return text.toLowerCase().replaceAll(/[’‘]/gu, "'");
}
