import { ConfigurationTarget, workspace } from "vscode";

/** Lists in the user's settings. */
type UserList = "words" | "ignoredPairs";

export function userList(key: UserList): unknown[] {
  const own: unknown = workspace.getConfiguration("cloze").inspect(key)?.globalValue;
  return Array.isArray(own) ? own : [];
}

export async function addToUserList(key: UserList, item: unknown): Promise<void> {
  const own = userList(key);
  if (!own.some((other) => isSame(other, item))) await update(key, [...own, item]);
}

export async function removeFromUserList(key: UserList, item: unknown): Promise<void> {
  await update(key, userList(key).filter((other) => !isSame(other, item))); // prettier-ignore
}

async function update(key: UserList, list: readonly unknown[]): Promise<void> {
  const value = list.length > 0 ? list : undefined;
  await workspace.getConfiguration("cloze").update(key, value, ConfigurationTarget.Global);
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
