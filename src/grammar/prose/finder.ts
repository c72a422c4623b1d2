/**
 * Looks ahead for a mark.
 * @param from never smaller than at the call before
 * @returns where the mark stands next, or -1
 */
export type Finder = (mark: string, from: number) => number;

/** Remembers what it found, so that asking again and again for a mark that is far away, or that never comes, costs nothing. */
export function createFinder(text: string): Finder {
  const found = new Map<string, number>();
  return (mark, from) => {
    const known = found.get(mark);
    if (known !== undefined && (known < 0 || known >= from)) return known;
    const next = text.indexOf(mark, from);
    found.set(mark, next);
    return next;
  };
}
