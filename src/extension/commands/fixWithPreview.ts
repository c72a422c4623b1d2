import {
  type DecorationOptions,
  l10n,
  ProgressLocation,
  type QuickPickItem,
  type TextDocument,
  type TextEditor,
  TextEditorRevealType,
  ThemeColor,
  window,
  workspace,
  WorkspaceEdit,
} from "vscode";
import { type ShownFix, shownFixes } from "../../protocol.js";
import { activeOrVisibleEditor, showStatusMessage, toRange } from "../editorWindow.js";
import type { ServerHost } from "../serverHost.js";

interface FixItem extends QuickPickItem {
  readonly fix: ShownFix;
}

/**
 * Lists the fixes, all ticked, and shows in the text itself what the ticked ones would do, as a diff.
 * @returns those that were ticked when the writer accepted; `undefined` if the writer did not
 */
async function pickFixes(editor: TextEditor, fixes: readonly ShownFix[]): Promise<ShownFix[] | undefined> {
  const diff = createInlineDiff(editor);
  const pick = window.createQuickPick<FixItem>();
  pick.title = l10n.t("Fix Everything Shown in This File");
  pick.placeholder = l10n.t("Enter fixes what is ticked; one undo takes all of it back");
  pick.canSelectMany = true;
  pick.ignoreFocusOut = true;
  pick.matchOnDescription = true;
  pick.items = fixes.map((fix) => ({ label: fix.title, description: placeText(fix), fix }));
  pick.selectedItems = pick.items;
  diff.show(fixes);
  pick.onDidChangeSelection((items) => diff.show(items.map(({ fix }) => fix)));
  pick.onDidChangeActive(([item]) => item && diff.reveal(item.fix));
  pick.show();
  try {
    return await new Promise((resolve) => {
      pick.onDidAccept(() => resolve(pick.selectedItems.map(({ fix }) => fix)));
      pick.onDidHide(() => resolve(undefined));
    });
  } finally {
    pick.dispose();
    diff.dispose();
  }
}

function placeText({ range, sure }: ShownFix): string {
  return l10n.t("line {0} · {1}", range.start.line + 1, sure);
}

interface InlineDiff {
  show(fixes: readonly ShownFix[]): void;
  reveal(fix: ShownFix): void;
  dispose(): void;
}

/** What goes is struck through, what comes stands behind it, in the colours of VS Code's own diffs. */
function createInlineDiff(editor: TextEditor): InlineDiff {
  const added = new ThemeColor("diffEditor.insertedTextBackground");
  const removed = new ThemeColor("diffEditor.removedTextBackground");
  const goes = window.createTextEditorDecorationType({ textDecoration: "line-through", backgroundColor: removed });
  const comes = window.createTextEditorDecorationType({});
  const current = window.createTextEditorDecorationType({ outline: "1px solid", outlineColor: new ThemeColor("focusBorder") }); // prettier-ignore
  return {
    show(fixes) {
      editor.setDecorations(
        goes,
        fixes.map(({ range }) => toRange(range)),
      );
      editor.setDecorations(
        comes,
        fixes.map((fix): DecorationOptions => {
          // A space at an edge would not show.
          const contentText = fix.newText.replaceAll(" ", "\u00a0");
          return { range: toRange(fix.range), renderOptions: { after: { contentText, backgroundColor: added } } };
        }),
      );
    },
    reveal(fix) {
      const range = toRange(fix.range);
      editor.setDecorations(current, [range]);
      editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
    },
    dispose() {
      for (const type of [goes, comes, current]) type.dispose();
    },
  };
}

/** Shows what the first fix of every finding in the present file would make of the text, and applies those that are left ticked. */
export async function fixShown(server: ServerHost): Promise<void> {
  const editor = activeOrVisibleEditor();
  if (!editor) return showStatusMessage(l10n.t("Cloze: no file is open."));
  const { document } = editor;
  const uri = document.uri.toString();
  const options = { location: ProgressLocation.Window, title: l10n.t("Cloze: checking") };
  const found = await window.withProgress(options, () => server.request(shownFixes, { uri }));
  if (!found || found.fixes.length === 0) {
    return showStatusMessage(
      found?.waiting ? outcomeText(0, 0, found.waiting) : l10n.t("Cloze: no findings in this file."),
    );
  }
  const chosen = await pickFixes(editor, found.fixes);
  if (!chosen) return;
  if (document.version !== found.version || !(await apply(document, chosen))) {
    return showStatusMessage(l10n.t("Cloze: the text has changed, so nothing was done."));
  }
  showStatusMessage(outcomeText(chosen.length, found.fixes.length - chosen.length, found.waiting));
}

/** One edit, which one undo takes back. VS Code refuses it if the text changes before it is there. */
async function apply(document: TextDocument, fixes: readonly ShownFix[]): Promise<boolean> {
  const edit = new WorkspaceEdit();
  for (const { range, newText } of fixes) edit.replace(document.uri, toRange(range), newText);
  return workspace.applyEdit(edit);
}

/** What was done, what was left, and why. */
function outcomeText(fixed: number, unticked: number, waiting: number): string {
  const reasons = [
    ...(unticked > 0 ? [l10n.t("{0} not ticked", unticked)] : []),
    ...(waiting > 0 ? [l10n.t("{0} still being checked", waiting)] : []),
  ];
  const done = l10n.t("Cloze: {0} fixed.", fixed);
  return reasons.length === 0 ? done : `${done} ${l10n.t("Left: {0}.", reasons.join(", "))}`;
}
