/** Of npm; what it calls a project is a name in the project's own prose. */
export const packageFileName = "package.json";

/**
 * What a `package.json` calls its package; nothing where it has no name.
 * @throws a `SyntaxError` if it is no JSON
 */
export function parsePackageNames(text: string): string[] {
  const content = JSON.parse(text.replace(/^\uFEFF/u, "")) as unknown;
  const name = typeof content === "object" && content !== null && "name" in content ? content.name : undefined;
  return typeof name === "string" ? [name] : [];
}
