import { l10n, type QuickPickItem, window } from "vscode";
import type { IgnoreHereArgument, IgnorePairArgument } from "../../protocol.js";
import { showStatusMessage } from "../editorWindow.js";
import type { IgnoredSentenceStore } from "./ignoredSentenceStore.js";
import { addToUserList, removeFromUserList, userList } from "./userLists.js";

/** From now on this correction is offered nowhere. */
export async function ignorePair({ original, fix }: IgnorePairArgument): Promise<void> {
  await addToUserList("ignoredPairs", { original, fix });
  showStatusMessage(l10n.t("Cloze: “{0}” → “{1}” is ignored everywhere.", original, fix));
}

/** From now on this finding is not shown in its sentence; the text stays as it is. */
export async function ignoreHere(place: IgnoreHereArgument, ignored: IgnoredSentenceStore): Promise<void> {
  await ignored.add(place);
  showStatusMessage(l10n.t("Cloze: ignored in this sentence. “Stop Ignoring a Correction…” brings it back."));
}

interface PairItem extends QuickPickItem {
  allow(): Promise<void>;
}

/** Offers a correction again that the writer chooses from those that are ignored. */
export async function allowPair(ignored: IgnoredSentenceStore): Promise<void> {
  const everywhere = userList("ignoredPairs")
    .filter(isPair)
    .map((pair): PairItem => ({
      label: labelOf(pair),
      allow: () => removeFromUserList("ignoredPairs", pair),
    }));
  const here = ignored.all().map((place): PairItem => ({
    label: labelOf(place),
    description: l10n.t("in one sentence"),
    allow: () => ignored.remove(place),
  }));
  const items = [...everywhere, ...here.reverse()];
  if (items.length === 0) return showStatusMessage(l10n.t("Cloze: no correction is ignored."));
  const picked = await window.showQuickPick(items, { title: l10n.t("Stop ignoring") });
  if (!picked) return;
  await picked.allow();
  showStatusMessage(l10n.t("Cloze: {0} is offered again.", picked.label));
}

function isPair(pair: unknown): pair is IgnorePairArgument {
  return typeof pair === "object" && pair !== null;
}

function labelOf({ original, fix }: IgnorePairArgument): string {
  return `“${original}” → “${fix}”`;
}
