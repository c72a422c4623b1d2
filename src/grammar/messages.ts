import type { Category } from "./categories.js";
import type { CompetingFix } from "./competingFindings.js";

/** A second correction is named beside the first if it is at least this much as likely. */
const NEAR = 0.5;

/**
 * What is wrong and what would be right, in a writer's words, with the chance that something is wrong.
 * @param runnerUp the next best correction of the same mistake, of another kind or in another place
 */
export function messageOf(first: CompetingFix, runnerUp: CompetingFix | undefined, probability: number): string {
  const isOpen = runnerUp && runnerUp.fixes[0]!.probability >= NEAR * first.fixes[0]!.probability;
  const sentence = isOpen ? `${changeOf(first)} or ${changeOf(runnerUp)}: one of the two is needed` : sentenceOf(first);
  return `${sentence} · ${String(Math.round(probability * 100))} %`;
}

function changeOf({ operation, typed, wanted }: CompetingFix): string {
  switch (operation) {
    case "insert":
      return `insert “${wanted}”`;
    case "delete":
      return `remove “${typed}”`;
    case "merge":
    case "split":
    case "case":
    case "replace":
      return `“${typed}” → “${wanted}”`;
    default:
      throw new Error(`Unknown operation: ${String(operation)}`);
  }
}

function sentenceOf({ operation, category, typed: original, wanted: fix, before }: CompetingFix): string {
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
