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

function sentenceOf({ operation, typed, wanted, reason }: CompetingFix): string {
  switch (operation) {
    case "insert":
      return `${reason}: “${wanted}”`;
    case "delete":
      return `“${typed}” ${reason}`;
    case "merge":
    case "split":
    case "case":
    case "replace":
      return `“${typed}” → “${wanted}”: ${reason}`;
    default:
      throw new Error(`Unknown operation: ${String(operation)}`);
  }
}
