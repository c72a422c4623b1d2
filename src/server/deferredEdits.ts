import type { CodeAction, WorkspaceEdit } from "vscode-languageserver/node";

/** A code action, and what is to be said when it is applied. */
export interface Offered {
  readonly action: CodeAction;
  readonly told?: string;
}

/** What an action without its edit carries until the writer chooses it. */
export interface Deferred {
  readonly edit?: WorkspaceEdit;
  readonly told?: string;
}

/**
 * The action with its edit put aside. A menu can stay open while another program changes the file, and VS Code applies an edit
 * whatever the version that it names (its client drops that); so the edit is handed out when the action is chosen.
 */
export function deferred({ action: { edit, ...action }, told }: Offered): CodeAction {
  if (!edit && told === undefined) return action;
  const data: Deferred = { ...(edit && { edit }), ...(told !== undefined && { told }) };
  return { ...action, data };
}

/** What was put aside, if the document is still of the version that it was made for; `undefined` where it has changed. */
export function chosen(action: CodeAction, versionOf: (uri: string) => number | undefined): Deferred | undefined {
  const data = (action.data ?? {}) as Deferred;
  const changes = data.edit?.documentChanges ?? [];
  const isPresent = changes.every(
    (change) => "textDocument" in change && change.textDocument.version === versionOf(change.textDocument.uri),
  );
  return isPresent ? data : undefined;
}
