/** The labels that the document gives a target: `[label]: https://…`. */
export interface Definitions {
  has(label: string): boolean;
}

/** A label has no brackets in it but escaped ones. */
const DEFINITION = /(?<![^\n])[ \t>]*\[((?:[^[\]\\]|\\.){1,999})\]:/gsu;

/** Looks for definitions only when first asked. */
export function createDefinitions(text: string): Definitions {
  let labels: ReadonlySet<string> | undefined;
  return {
    has(label) {
      labels ??= new Set(Array.from(text.matchAll(DEFINITION), (match) => normalize(match[1] ?? "")));
      return labels.has(normalize(label));
    },
  };
}

/** CommonMark compares labels without regard to case and to runs of white space. */
function normalize(label: string): string {
  return label.trim().replace(/\s+/gu, " ").toLowerCase();
}
