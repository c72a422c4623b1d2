import type { Place, PlaceRange } from "../../protocol.js";

/**
 * The finding to go to from the caret: the next one behind it or the nearest before it, round the ends of the document.
 * @returns `undefined` if there are none
 */
export function nearestFinding<T extends PlaceRange>(
  findings: readonly T[],
  caret: Place,
  direction: "next" | "previous",
): T | undefined {
  const sorted = [...findings].sort((a, b) => compare(a.start, b.start));
  switch (direction) {
    case "next":
      return sorted.find(({ start }) => compare(start, caret) > 0) ?? sorted[0];
    case "previous":
      return sorted.findLast(({ start }) => compare(start, caret) < 0) ?? sorted.at(-1);
    default:
      throw new Error(`Unknown direction: ${String(direction)}`);
  }
}

function compare(a: Place, b: Place): number {
  return a.line - b.line || a.character - b.character;
}
