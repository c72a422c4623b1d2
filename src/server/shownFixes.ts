import type { CancellationToken } from "vscode-languageserver/node";
import { isSure } from "../grammar/findings.js";
import type { CheckFileParams, ShownFixesResult } from "../protocol.js";
import { dataOf } from "./diagnostics.js";
import { fixTitle, percent } from "./fixTitles.js";
import { presentFindings } from "./presentFindings.js";
import type { Session } from "./session.js";

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
