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

/** Switches by which the writer permits something to be kept: a workspace may forbid it, and cannot permit what the user forbids. */
export const permissionKeys = ["rememberDecisions"] as const;

/** @returns whether nobody forbids it; what is neither true nor false was not meant as a permission */
export function permission(inspected: (Inspected & { readonly defaultValue?: unknown }) | undefined): boolean {
  const { defaultValue, globalValue, workspaceValue, workspaceFolderValue } = inspected ?? {};
  const said = [globalValue, workspaceValue, workspaceFolderValue].filter((value) => value !== undefined);
  return said.length === 0 ? defaultValue === true : said.every((value) => value === true);
}

/** What `.cloze.json` may say too; what workspace or folder say of it goes over that file, what the user says under it. */
export const overridingKeys = [
  "sensitivity",
  "categorySensitivity",
  "categories",
  "kinds",
  "severity",
  "dialect",
  "languages",
] as const;

/** What workspace and folder say of one setting themselves, merged as VS Code does; `undefined` if nothing. */
export function workspaceValue({ workspaceValue, workspaceFolderValue }: Inspected): unknown {
  if (isObject(workspaceValue) && isObject(workspaceFolderValue)) return { ...workspaceValue, ...workspaceFolderValue };
  return workspaceFolderValue ?? workspaceValue;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
