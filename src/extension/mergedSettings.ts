/** Where a setting may be written; as in `WorkspaceConfiguration.inspect`. */
export interface Inspected {
  readonly globalValue?: unknown;
  readonly workspaceValue?: unknown;
  readonly workspaceFolderValue?: unknown;
}

/** Lists that add up over user, workspace and folder, where VS Code would take the innermost only. */
export const mergedKeys = ["words", "ignoredPairs"] as const;

/** @param trust without it only the user's own list counts. What is no list goes to the server as it is, which warns. */
export function mergedList(inspected: Inspected | undefined, trust: "trusted" | "restricted"): unknown[] {
  const own = [inspected?.globalValue];
  const all = trust === "trusted" ? [...own, inspected?.workspaceValue, inspected?.workspaceFolderValue] : own;
  return all.flatMap((list) => (list === undefined ? [] : Array.isArray(list) ? (list as unknown[]) : [list]));
}
