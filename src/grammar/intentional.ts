import { isName, isTerm, recurs } from "./documentContext.js";
import type { Finding } from "./findings.js";
import { type DocumentNames, givenNames } from "./givenNames.js";
import type { Lexicon } from "./scorer.js";
import type { Sentence } from "./sentences.js";
import { startsWithCapital } from "./textEdit.js";
import { countUses } from "./wordUses.js";

/** UTF-16 code units between two words at most, such as a line break with an indentation. */
const SPACE = 20;
const WORDS = /\p{L}[\p{L}\p{M}\p{N}'’]*/gu;

/** A document as it is checked. */
interface IntentionContext {
  readonly text: string;
  /** In order. */
  readonly sentences: readonly Sentence[];
  readonly lexicon: Lexicon;
  readonly called: DocumentNames | undefined;
}

/** The findings without those about what the document means as it stands: its names, its terms, its jargon. */
export function withoutIntentional(
  findings: readonly Finding[],
  { text, sentences, lexicon, called }: IntentionContext,
): Finding[] {
  const doubted = new Map(findings.map((finding) => [finding, typedIn(finding)]));
  const words = [...doubted].flatMap(([{ original }, typed]) => (typed.length === 0 ? [] : [original, ...typed]));
  if (words.length === 0 && !findings.some(({ category }) => category === "capitalization")) return [...findings];
  const usesOf = countUses([...words, ...words.map((word) => word.toLowerCase())], text, sentences);
  const given = givenNames(text, called);
  return findings.filter((finding) => !isMeant(finding, doubted.get(finding) ?? []));

  function isMeant({ category, operation, original, anchor }: Finding, typed: readonly string[]): boolean {
    if (category === "capitalization" && beginsName(anchor.start)) return true;
    if (typed.length === 0) return false;
    // A package is written as it is called ("yargs"), at the beginning of a sentence, too.
    const isOfForm = category === "spelling" || category === "capitalization";
    if (isOfForm && !lexicon.isWord(original) && recurs(original, usesOf)) return true;
    if (category === "capitalization" && startsWithCapital(original) && isTerm(original, usesOf)) return true;
    if (operation === "delete" && typed.some((word) => isTwice(word, anchor.start, anchor.end))) return false;
    return typed.some((word) => isName(word, usesOf, given, lexicon));
  }

  /** “graceful-fs is …”: a package is written small at the beginning of a sentence, too. */
  function beginsName(start: number): boolean {
    return [...given.hyphenated].some((name) => text.startsWith(name, start) && !/[\p{L}\p{N}-]/u.test(text.charAt(start + name.length))); // prettier-ignore
  }

  /** The words that a finding would change, if they may be meant; what is missing is not there to be meant. */
  function typedIn({ operation, anchor }: Finding): string[] {
    const typed = operation === "insert" ? [] : (text.slice(anchor.start, anchor.end).match(WORDS) ?? []);
    return typed.some((word) => word !== word.toLowerCase() || !lexicon.isWord(word)) || typed.length > 1 ? typed : [];
  }

  function isTwice(word: string, start: number, end: number): boolean {
    const before = text.slice(Math.max(0, start - word.length - SPACE), start);
    const after = text.slice(end, end + word.length + SPACE);
    return before.trimEnd().endsWith(word) || after.trimStart().startsWith(word);
  }
}
