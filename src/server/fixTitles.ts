import * as l10n from "@vscode/l10n";
import type { Fix } from "../grammar/findings.js";
import type { FindingData } from "./diagnostics.js";

/** "97 %"; what is unlikely is not impossible: "< 1 %". */
export function percent(probability: number): string {
  const rounded = Math.round(probability * 100);
  return rounded === 0 ? "< 1 %" : `${String(rounded)} %`;
}

/** What the fix does, in a writer's words: "“Their” → “They're”", "Insert “a”", "Remove “the”". */
export function fixTitle(
  { original, operation }: Pick<FindingData, "original" | "operation">,
  { text }: Pick<Fix, "text">,
): string {
  switch (operation) {
    case "insert":
      return l10n.t("Insert “{0}”", text.trim());
    case "delete":
      return l10n.t("Remove “{0}”", original.trim());
    case "replace":
    case "merge":
    case "split":
    case "case":
      return l10n.t("“{0}” → “{1}”", original.trim(), text.trim());
    default:
      throw new Error(`Unknown operation: ${String(operation)}`);
  }
}
