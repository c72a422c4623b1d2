import { l10n } from "vscode";

/** What must stand in each field: some text, a text that may be empty, or one of these. */
type Fields<A extends object> = { readonly [K in keyof A]-?: "text" | "anyText" | readonly A[K][] };

/**
 * The argument of a command that a key binding or another extension may have called.
 * @throws an Error for people that names the field that is missing or wrong
 */
export function readArgument<A extends object>(command: string, given: unknown, fields: Fields<A>): A {
  const value = (typeof given === "object" && given !== null ? given : {}) as Readonly<Record<string, unknown>>;
  for (const [field, wanted] of Object.entries<Fields<A>[keyof A]>(fields)) {
    if (!isRight(value[field], wanted))
      throw new Error(l10n.t("{0} wants an argument whose field “{1}” can be used.", command, field));
  }
  return value as A;
}

function isRight(value: unknown, wanted: string | readonly unknown[]): boolean {
  if (typeof wanted !== "string") return wanted.includes(value);
  return typeof value === "string" && (wanted === "anyText" || value.trim() !== "");
}
