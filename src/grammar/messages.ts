import type { Category } from "./categories.js";
import type { Operation } from "./scorer.js";

/** What a message is about. `original` and `fix` without surrounding spaces. */
export interface Matter {
  readonly operation: Operation;
  readonly category: Category;
  readonly original: string;
  readonly fix: string;
  /** 0 to 1. */
  readonly probability: number;
  /** The word before the finding, if there is one. */
  readonly before: string | undefined;
}

/** What is wrong and what would be right, in a writer's words, with the chance that it is so. */
export function messageOf(matter: Matter): string {
  return `${sentenceOf(matter)} · ${String(Math.round(matter.probability * 100))} %`;
}

function sentenceOf({ operation, category, original, fix, before }: Matter): string {
  switch (operation) {
    case "insert":
      return `a ${category === "punctuation" ? "mark" : "word"} seems to be missing here: “${fix}”`;
    case "delete":
      if (category === "punctuation") return `“${original}” does not seem to belong here`;
      if (before?.toLowerCase() === original.toLowerCase()) return `“${original}” stands here twice`;
      return `“${original}” seems to be one word too many`;
    case "merge":
      return `“${original}” → “${fix}”: this is written as one`;
    case "split":
      return `“${original}” → “${fix}”: these are separate words`;
    case "case":
      return `“${original}” → “${fix}”: ${capitalsIn(fix) > capitalsIn(original) ? "a" : "no"} capital letter is needed here`;
    case "replace":
      return `“${original}” → “${fix}”: ${reasonOf(category)}`;
    default:
      throw new Error(`Unknown operation: ${String(operation)}`);
  }
}

function capitalsIn(text: string): number {
  return text.match(/\p{Lu}/gu)?.length ?? 0;
}

function reasonOf(category: Category): string {
  switch (category) {
    case "spelling":
      return "this looks like a spelling mistake";
    case "agreement":
      return "another form of the word fits this sentence";
    case "wordChoice":
    case "missingWord":
    case "extraWord":
      return "another word fits this sentence";
    case "punctuation":
      return "another mark fits here";
    case "capitalization":
      return "another case fits here";
    default:
      throw new Error(`Unknown category: ${String(category)}`);
  }
}
