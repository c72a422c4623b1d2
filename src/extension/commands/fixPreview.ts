import {
  TextEditorRevealType,
  ThemeColor,
  l10n,
  window,
  type DecorationOptions,
  type QuickPickItem,
  type TextEditor,
} from "vscode";
import type { ShownFix } from "../../protocol.js";
import { toRange } from "../editorRange.js";

interface FixItem extends QuickPickItem {
  readonly fix: ShownFix;
}

/**
 * Lists the fixes, all ticked, and shows in the text itself what the ticked ones would do, as a diff.
 * @returns those that were ticked when the writer accepted; `undefined` if the writer did not
 */
export async function pickFixes(editor: TextEditor, fixes: readonly ShownFix[]): Promise<ShownFix[] | undefined> {
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
