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

/** What `.cloze.json` may say too; what workspace or folder say of it goes over that file, what the user says under it. */
export const overridingKeys = ["sensitivity", "categories", "severity", "dialect", "languages"] as const;

/** What workspace and folder say of one setting themselves, merged as VS Code does; `undefined` if nothing. */
export function workspaceValue({ workspaceValue, workspaceFolderValue }: Inspected): unknown {
  if (isObject(workspaceValue) && isObject(workspaceFolderValue)) return { ...workspaceValue, ...workspaceFolderValue };
  return workspaceFolderValue ?? workspaceValue;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
