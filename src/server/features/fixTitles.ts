import * as l10n from "@vscode/l10n";
import type { CancellationToken } from "vscode-languageserver";
import { type Fix, isSure } from "../../grammar/findings.js";
import type { CheckFileParams, ShownFixesResult } from "../../protocol.js";
import type { Session } from "../session.js";
import { type CorrectionData, dataOf, type FindingData, presentFindings } from "./diagnostics.js";

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

/** A fix with what it replaces. */
interface PlacedFix {
  readonly place: CorrectionData;
  readonly fix: Fix;
}

/** All ways to fix a finding, here or where its competitors are, the likeliest first. */
export function fixesByChance(data: FindingData): PlacedFix[] {
  return [data, ...data.competing]
    .flatMap((place) => place.fixes.map((fix) => ({ place, fix })))
    .sort((a, b) => b.fix.probability - a.fix.probability);
}

/** The first fix of every finding that is underlined, of the document as it is now; `null` for a document that is not open. */
export async function shownFixes(
  { uri }: CheckFileParams,
  session: Session,
  token: CancellationToken,
): Promise<ShownFixesResult | null> {
  const document = session.documents.get(uri);
  if (!document) return null;
  const isPresent = session.checks.lastReport(uri)?.version === document.version;
  if (!isPresent && !session.state.paused) await session.checks.check(document, token);
  const { ofThisText, waiting } = presentFindings(document, session);
  const fixes = ofThisText.flatMap((diagnostic) => {
    const data = dataOf(diagnostic);
    const [fix] = data?.fixes ?? [];
    if (!data || !fix || !isSure(data)) return [];
    const { replaced: range } = data;
    return [{ range, newText: fix.text, title: fixTitle(data, fix), sure: percent(fix.probability) }];
  });
  return { version: document.version, fixes, waiting };
}
