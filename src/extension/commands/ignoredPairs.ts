import { l10n, window } from "vscode";
import type { IgnorePairArgument } from "../../protocol.js";
import { tellBriefly } from "../tellBriefly.js";
import { addToUserList, removeFromUserList, userList } from "./userLists.js";

/** From now on this correction is offered nowhere. */
export async function ignorePair({ original, fix }: IgnorePairArgument): Promise<void> {
  await addToUserList("ignoredPairs", { original, fix });
  tellBriefly(l10n.t("Cloze: “{0}” → “{1}” is ignored everywhere.", original, fix));
}

/** Offers a correction again that the writer chooses from those that are ignored. */
export async function allowPair(): Promise<void> {
  const items = userList("ignoredPairs")
    .filter((pair): pair is IgnorePairArgument => typeof pair === "object" && pair !== null)
    .map((pair) => ({ label: `“${pair.original}” → “${pair.fix}”`, pair }));
  if (items.length === 0) return tellBriefly(l10n.t("Cloze: no correction is ignored."));
  const picked = await window.showQuickPick(items, { title: l10n.t("Stop ignoring") });
  if (!picked) return;
  await removeFromUserList("ignoredPairs", picked.pair);
  tellBriefly(l10n.t("Cloze: {0} is offered again.", picked.label));
}
