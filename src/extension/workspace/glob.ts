import picomatch from "picomatch";

/** Asterisks in a name, and `**` in a path: more would be tried on a long one in too many ways. */
const MOST = 3;
/** What the library takes for regular expressions, and VS Code for itself. */
const REGULAR = /[()|+]/gu;

/** @returns whether a path fits one of the patterns, as VS Code understands them; one that would take too long fits nothing */
export function globMatcher(...patterns: readonly string[]): (path: string) => boolean {
  const taken = patterns.filter(isQuick).map((pattern) => pattern.replace(REGULAR, "\\$&"));
  return taken.length === 0 ? () => false : picomatch(taken, { dot: true, noextglob: true });
}

function isQuick(pattern: string): boolean {
  const names = pattern.split("/");
  const deep = names.filter((name) => name === "**");
  return deep.length <= MOST && names.every((name) => name === "**" || name.split("*").length - 1 <= MOST);
}
