import * as l10n from "@vscode/l10n";
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
  type Connection,
  type Hover,
  type HoverParams,
} from "vscode-languageserver";
import type { RunSafe } from "../lsp/runSafe.js";
import type { Session } from "../session.js";
import { actionDocument } from "./actionDocument.js";
import { quickFixes } from "./codeActions.js";
import { dataOf, presentFindings } from "./diagnostics.js";
import { chosen, deferred, fixAll, fixAllKind, type Offered } from "./fixAll.js";
import { hoverAt } from "./hover.js";

/** The standard requests: code actions, hover. */
export function registerLanguageHandlers(connection: Connection, session: Session, runSafe: RunSafe): void {
  connection.onCodeAction(
    runSafe(
      "codeActions",
      (params: CodeActionParams) => codeActions(params, session),
      () => [],
    ),
  );
  connection.onCodeActionResolve(
    runSafe(
      "codeActionResolve",
      (action: CodeAction) => resolve(action, session),
      (action) => action,
    ),
  );
  connection.onHover(
    runSafe(
      "hover",
      (params: HoverParams) => hover(params, session),
      () => null,
    ),
  );
}

function codeActions({ textDocument, context }: CodeActionParams, session: Session): CodeAction[] {
  const document = session.documents.get(textDocument.uri);
  if (!document) return [];
  const actions = actionDocument(document, session);
  const all = isWanted(CodeActionKind.QuickFix, context.only) ? quickFixes(context.diagnostics, actions) : [];
  const quick = session.state.client.hasCommands ? all : all.filter(({ command }) => !command);
  // Source actions stand in menus of their own, so they are made only when asked for.
  const wantsAll = context.only && isWanted(fixAllKind, context.only);
  const asker = context.triggerKind === CodeActionTriggerKind.Automatic ? "saving" : "writer";
  const everything = wantsAll ? fixAll(actions, asker) : undefined;
  const offered: Offered[] = [...quick.map((action) => ({ action })), ...(everything ? [everything] : [])];
  if (session.state.client.canResolveActions) return offered.map(deferred);
  return offered.flatMap(({ action }) => (action.edit || action.command ? [action] : []));
}

/** Gives a chosen action its edit, unless the text has changed since; the writer hears of what is not plain to see. */
function resolve(action: CodeAction, { documents, notifier }: Session): CodeAction {
  const found = chosen(action, (uri) => documents.get(uri)?.version);
  const told = found ? found.told : l10n.t("Cloze: the text has changed, so nothing was done.");
  if (told !== undefined) notifier.tell(told);
  return { ...action, ...(found?.edit && { edit: found.edit }) };
}

/** `only` names kinds by their beginnings: "source" and "source.fixAll" both want "source.fixAll.cloze". */
function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  return !only || only.some((prefix) => prefix === "" || `${kind}.`.startsWith(`${prefix}.`));
}

function hover({ textDocument, position }: HoverParams, session: Session): Hover | null {
  const document = session.documents.get(textDocument.uri);
  if (!document) return null;
  const findings = presentFindings(document, session).all.flatMap((diagnostic) => {
    const data = dataOf(diagnostic);
    return data ? [{ range: diagnostic.range, data }] : [];
  });
  return hoverAt(position, findings);
}
