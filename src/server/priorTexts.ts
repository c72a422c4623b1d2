import * as l10n from "@vscode/l10n";
import type { FindingData } from "./diagnostics.js";

/** How likely mistakes were held to be here, and why, in one sentence for the writer. */
export function priorText({ context, origin }: Pick<FindingData, "context" | "origin">): string {
  switch (origin) {
    case "nothing":
      return l10n.t("Judged as a draft: none of this text has been committed yet.");
    case "commit":
      return context === "draft"
        ? l10n.t("Judged as a draft: this sentence has changed since the last commit.")
        : l10n.t("Judged as a published page: this sentence stands so in the last commit.");
    case "opening":
      return context === "draft"
        ? l10n.t("Judged as a draft: this sentence has changed since the file was opened.")
        : l10n.t("Judged as a published page: this sentence stood so when the file was opened.");
    default:
      throw new Error(`Unknown origin: ${String(origin)}`);
  }
}
