import type { Fix } from "../grammar/findings.js";
import type { CorrectionData, FindingData } from "./diagnostics.js";

/** A fix with what it replaces. */
export interface PlacedFix {
  readonly place: CorrectionData;
  readonly fix: Fix;
}

/** All ways to mend a finding, here or where its rivals are, the likeliest first. */
export function fixesByChance(data: FindingData): PlacedFix[] {
  return [data, ...data.rivals]
    .flatMap((place) => place.fixes.map((fix) => ({ place, fix })))
    .sort((a, b) => b.fix.probability - a.fix.probability);
}
